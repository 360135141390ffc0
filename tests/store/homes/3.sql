BEGIN TRANSACTION;
CREATE TABLE bands (
	"key" BIGINT NOT NULL, 
	report VARCHAR(40) NOT NULL, 
	PRIMARY KEY ("key", report)
)
 WITHOUT ROWID

;
INSERT INTO "bands" VALUES(-8318472866553358626,'f48f529336ce5764');
INSERT INTO "bands" VALUES(-8094049957568994441,'f48f529336ce5764');
INSERT INTO "bands" VALUES(-7937917948483060050,'f269f8e7f453c7f8');
INSERT INTO "bands" VALUES(-7219811256554112017,'f269f8e7f453c7f8');
INSERT INTO "bands" VALUES(-6657228330119453442,'f48f529336ce5764');
INSERT INTO "bands" VALUES(-2012068287649338673,'f48f529336ce5764');
INSERT INTO "bands" VALUES(-382265707483966623,'f269f8e7f453c7f8');
INSERT INTO "bands" VALUES(43808339240425079,'f48f529336ce5764');
INSERT INTO "bands" VALUES(692897200829637503,'f269f8e7f453c7f8');
INSERT INTO "bands" VALUES(765606504907951605,'f48f529336ce5764');
INSERT INTO "bands" VALUES(7096801237248252414,'f269f8e7f453c7f8');
INSERT INTO "bands" VALUES(8715693681423887306,'f269f8e7f453c7f8');
CREATE TABLE corrections (
	number INTEGER NOT NULL, 
	field VARCHAR(10) NOT NULL, 
	action VARCHAR(10) NOT NULL, 
	report VARCHAR(40) NOT NULL, 
	title TEXT NOT NULL, 
	was TEXT NOT NULL, 
	becomes TEXT NOT NULL, 
	detail TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	made_by TEXT NOT NULL, 
	made_at VARCHAR(32) NOT NULL, 
	undone_by TEXT DEFAULT '' NOT NULL, 
	undone_at VARCHAR(32) DEFAULT '' NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "corrections" VALUES(1,'数据','更正','f269f8e7f453c7f8','青禾县人民政府关于第二轮中央生态环境保护督察整改落实情况的报告','9个','10个','{"anchor":{"quote":"截至2023年6月30日，督察反馈的15个问题，已完成整改9个，达到序时进度6个。","offset":29,"text":"9个","value":9,"metric":"完成","label":""},"place":null,"inspection":null,"value":10,"unit":"个","unit_class":"项","approximate":false,"metric":""}','以台账为准','某人','2026-11-22T17:33:44+00:00','','');
INSERT INTO "corrections" VALUES(2,'截至日期','更正','f269f8e7f453c7f8','青禾县人民政府关于第二轮中央生态环境保护督察整改落实情况的报告','2023-06-30','2023-07-01','{"anchor":null,"place":null,"inspection":null,"value":null,"unit":"","unit_class":"","approximate":false,"metric":""}','','某人','2026-11-22T17:33:47+00:00','','');
CREATE TABLE facts (
	report VARCHAR(40) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	track VARCHAR(10) NOT NULL, 
	metric VARCHAR(20) NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (report, ordinal), 
	FOREIGN KEY(report) REFERENCES reports (id) ON DELETE CASCADE
);
INSERT INTO "facts" VALUES('f269f8e7f453c7f8',0,'反馈问题','总数','{"report":"f269f8e7f453c7f8","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"总数","quantity":{"value":15,"unit":"个","text":"15个","approximate":false,"each":false},"label":"问题","passage":{"report":"f269f8e7f453c7f8","section":["一、整改进展情况"],"start":42,"end":83,"text":"截至2023年6月30日，督察反馈的15个问题，已完成整改9个，达到序时进度6个。"},"start":60,"end":63,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"","status_text":"","unit_class":"项","of":"PROBLEM1","period":"","as_of":"2023-06-30","members":[],"repaired":false,"context":"督察反馈的15个问题","batch":"","parent":"","formula":"","settled":0,"original":""}');
INSERT INTO "facts" VALUES('f269f8e7f453c7f8',1,'反馈问题','完成','{"report":"f269f8e7f453c7f8","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"完成","quantity":{"value":9,"unit":"个","text":"9个","approximate":false,"each":false},"label":"","passage":{"report":"f269f8e7f453c7f8","section":["一、整改进展情况"],"start":42,"end":83,"text":"截至2023年6月30日，督察反馈的15个问题，已完成整改9个，达到序时进度6个。"},"start":71,"end":73,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"","status_text":"已完成整改","unit_class":"项","of":"PROBLEM1","period":"","as_of":"2023-06-30","members":[],"repaired":false,"context":"已完成整改9个","batch":"","parent":"","formula":"","settled":0,"original":""}');
INSERT INTO "facts" VALUES('f269f8e7f453c7f8',2,'反馈问题','序时','{"report":"f269f8e7f453c7f8","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"序时","quantity":{"value":6,"unit":"个","text":"6个","approximate":false,"each":false},"label":"","passage":{"report":"f269f8e7f453c7f8","section":["一、整改进展情况"],"start":42,"end":83,"text":"截至2023年6月30日，督察反馈的15个问题，已完成整改9个，达到序时进度6个。"},"start":80,"end":82,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"","status_text":"达到序时进度","unit_class":"项","of":"PROBLEM1","period":"","as_of":"2023-06-30","members":[],"repaired":false,"context":"达到序时进度6个","batch":"","parent":"","formula":"","settled":0,"original":""}');
INSERT INTO "facts" VALUES('f269f8e7f453c7f8',3,'信访件','总数','{"report":"f269f8e7f453c7f8","place":{"name":"青禾县","within":[]},"track":"信访件","metric":"总数","quantity":{"value":20,"unit":"件","text":"20件","approximate":false,"each":false},"label":"督察期间交办信访件","passage":{"report":"f269f8e7f453c7f8","section":["一、整改进展情况"],"start":83,"end":102,"text":"督察期间交办信访件20件，已全部办结。"},"start":92,"end":95,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"","status_text":"","unit_class":"件","of":"COMPLAINT2","period":"督察期间","as_of":"2023-06-30","members":[],"repaired":false,"context":"督察期间交办信访件20件","batch":"","parent":"","formula":"","settled":0,"original":""}');
INSERT INTO "facts" VALUES('f269f8e7f453c7f8',4,'信访件','办结','{"report":"f269f8e7f453c7f8","place":{"name":"青禾县","within":[]},"track":"信访件","metric":"办结","quantity":{"value":20,"unit":"件","text":"20件","approximate":false,"each":false},"label":"","passage":{"report":"f269f8e7f453c7f8","section":["一、整改进展情况"],"start":83,"end":102,"text":"督察期间交办信访件20件，已全部办结。"},"start":92,"end":95,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"","status_text":"已全部办结","unit_class":"件","of":"COMPLAINT2","period":"督察期间","as_of":"2023-06-30","members":[],"repaired":false,"context":"已全部办结","batch":"","parent":"","formula":"","settled":0,"original":""}');
INSERT INTO "facts" VALUES('f269f8e7f453c7f8',5,'其他','','{"report":"f269f8e7f453c7f8","place":{"name":"青禾县","within":[]},"track":"其他","metric":"","quantity":{"value":4,"unit":"次","text":"4次","approximate":false,"each":false},"label":"专题会议研究部署","passage":{"report":"f269f8e7f453c7f8","section":["二、主要做法"],"start":118,"end":139,"text":"县委、县政府先后召开4次专题会议研究部署。"},"start":128,"end":130,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"","status_text":"","unit_class":"次","of":"","period":"","as_of":"2023-06-30","members":["县委","县政府先后召开"],"repaired":false,"context":"县委、县政府先后召开4次专题会议研究部署","batch":"","parent":"","formula":"","settled":0,"original":""}');
INSERT INTO "facts" VALUES('f48f529336ce5764',0,'反馈问题','总数','{"report":"f48f529336ce5764","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"总数","quantity":{"value":2,"unit":"项","text":"","approximate":false,"each":false},"label":"反馈问题","passage":{"report":"f48f529336ce5764","section":[],"start":39,"end":144,"text":"序号：1；问题原文：石桥镇污水管网不完善；牵头单位：县住建局；整改时限：2022年12月底；现状：已完成整改\n序号：2；问题原文：矿山修复滞后；牵头单位：县自然资源局；整改时限：2023年3月底；现状：正在推进"},"start":39,"end":39,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"","status_text":"","unit_class":"项","of":"LEDGER1","period":"","as_of":"2023-06-30","members":[],"repaired":false,"context":"台账所列反馈问题","batch":"","parent":"","formula":"台账逐行计数=2","settled":0,"original":""}');
INSERT INTO "facts" VALUES('f48f529336ce5764',1,'反馈问题','分类','{"report":"f48f529336ce5764","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"分类","quantity":{"value":1,"unit":"项","text":"","approximate":false,"each":false},"label":"住建局牵头","passage":{"report":"f48f529336ce5764","section":[],"start":39,"end":93,"text":"序号：1；问题原文：石桥镇污水管网不完善；牵头单位：县住建局；整改时限：2022年12月底；现状：已完成整改"},"start":39,"end":39,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"部门","status_text":"","unit_class":"项","of":"LEDGER1","period":"","as_of":"2023-06-30","members":["石桥镇污水管网不完善"],"repaired":false,"context":"台账中牵头单位为县住建局的反馈问题","batch":"","parent":"","formula":"台账逐行计数=1","settled":0,"original":""}');
INSERT INTO "facts" VALUES('f48f529336ce5764',2,'反馈问题','分类','{"report":"f48f529336ce5764","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"分类","quantity":{"value":2,"unit":"项","text":"","approximate":false,"each":false},"label":"逾期","passage":{"report":"f48f529336ce5764","section":[],"start":39,"end":144,"text":"序号：1；问题原文：石桥镇污水管网不完善；牵头单位：县住建局；整改时限：2022年12月底；现状：已完成整改\n序号：2；问题原文：矿山修复滞后；牵头单位：县自然资源局；整改时限：2023年3月底；现状：正在推进"},"start":39,"end":39,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"时限","status_text":"","unit_class":"项","of":"LEDGER1","period":"","as_of":"2023-06-30","members":["石桥镇污水管网不完善","矿山修复滞后"],"repaired":false,"context":"逾期","batch":"","parent":"","formula":"台账逐行计数=2","settled":0,"original":""}');
INSERT INTO "facts" VALUES('f48f529336ce5764',3,'反馈问题','分类','{"report":"f48f529336ce5764","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"分类","quantity":{"value":2,"unit":"项","text":"","approximate":false,"each":false},"label":"逾期未完成","passage":{"report":"f48f529336ce5764","section":[],"start":39,"end":144,"text":"序号：1；问题原文：石桥镇污水管网不完善；牵头单位：县住建局；整改时限：2022年12月底；现状：已完成整改\n序号：2；问题原文：矿山修复滞后；牵头单位：县自然资源局；整改时限：2023年3月底；现状：正在推进"},"start":39,"end":39,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"时限","status_text":"","unit_class":"项","of":"LEDGER1","period":"","as_of":"2023-06-30","members":["石桥镇污水管网不完善","矿山修复滞后"],"repaired":false,"context":"逾期未完成","batch":"","parent":"","formula":"台账逐行计数=2","settled":0,"original":""}');
INSERT INTO "facts" VALUES('f48f529336ce5764',4,'反馈问题','分类','{"report":"f48f529336ce5764","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"分类","quantity":{"value":1,"unit":"项","text":"","approximate":false,"each":false},"label":"自然资源局牵头","passage":{"report":"f48f529336ce5764","section":[],"start":94,"end":144,"text":"序号：2；问题原文：矿山修复滞后；牵头单位：县自然资源局；整改时限：2023年3月底；现状：正在推进"},"start":94,"end":94,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"部门","status_text":"","unit_class":"项","of":"LEDGER1","period":"","as_of":"2023-06-30","members":["矿山修复滞后"],"repaired":false,"context":"台账中牵头单位为县自然资源局的反馈问题","batch":"","parent":"","formula":"台账逐行计数=1","settled":0,"original":""}');
CREATE TABLE files (
	sha256 VARCHAR(64) NOT NULL, 
	name TEXT NOT NULL, 
	source TEXT NOT NULL, 
	sample BOOLEAN NOT NULL, 
	fingerprint TEXT NOT NULL, 
	outcome TEXT NOT NULL, 
	forgotten TEXT NOT NULL, 
	content BLOB NOT NULL, 
	PRIMARY KEY (sha256), 
	UNIQUE (source)
);
INSERT INTO "files" VALUES('f269f8e7f453c7f8618470e7c4c4c3a0ae1432a4564cb340674ef7860b8ab00b','青禾县.txt','/office/青禾县.txt',0,'reader 4, extractor 5, lexicon f1fd4476560c8bac 167f25b53f286820, schema 3','{"path":"青禾县.txt","reports":["f269f8e7f453c7f8"],"status":"added","reason":"","characters":140,"sections":3,"facts":6,"passages":3,"repairs":0,"notices":[]}','[]',X'789C3550DB52C2500C7CEFD7202833FE5D2BA29D5A0B48993AC8456E15997A40A8584F817E0C49CEE993BF6098E24B2693DDEC6E92F79F5478402F032969D5223F43D9C3FA06A4A7A208A4ABF702920F9C0AE50FC9B494B7C4710DB23E3953D59FE072489D98FC1FDDDCA31850AD8E775FAA7B4BCE0C5B8E6140621E4DEB4CC95EF0B353500CB217FA7E532E952BF81357A967574A14CC7E776E218A8DC73CB459E8E20A92451E887CFCCC207EAF51B864370BC56BC678AA0F07B457281B146C4F2632AC3270346FCE017BC33C88414ED1194036D22283745B2E71392BD6E7796DCEA04ADBBCC4A1A5CBA121497568A1D5A54DC740EFE1745E71473C813465267F0DDF7CA672F3FF381B9B1E3622DC9997148D20697370D875B510EAD557EF5B7652FBF5C9E60FADAD0373');
INSERT INTO "files" VALUES('f48f529336ce576400800fe04682c728e07876b4a4f1d762f712e8e16d578402','青禾县台账.csv','/office/青禾县台账.csv',0,'reader 4, extractor 5, lexicon f1fd4476560c8bac 167f25b53f286820, schema 3','{"path":"青禾县台账.csv","reports":["f48f529336ce5764"],"status":"added","reason":"","characters":144,"sections":1,"facts":5,"passages":1,"repairs":0,"notices":[]}','[]',X'789C2DCFC16E82401006E03BCFB20785A4CF675312D0C8421B9136D512148931BA42455494F2323BB3BB275FA16B70CEFF7CFF8C9A7F88EC0F682BB65B5E8F65C3F879072913931807AF82EE61F1C6DB398E52315FC23E06DF5399AB22A6169F189638B9809FCB32BBDF5C7437D239983DD3824BF98233D7EA61B4BADF86448F01B50FFE89749B40639C3A440C8F9096E085BCF148A76154A9AF80089A8B5165F489880F98AC54E86091605E0A9688E69D9F3D606398DA441FCE1B1FAE351403A2AB4D5DDD377537D42181D3AF8EA11B74B4616AAD85A2E02D83D4C3EB0F04F421486723EC4A1E6DAC83A7F378C17A32B85BC26C8D742DDB6FE31FF05BC538');
CREATE TABLE "indexed" (
	report VARCHAR(40) NOT NULL, 
	revision INTEGER NOT NULL, 
	PRIMARY KEY (report)
);
INSERT INTO "indexed" VALUES('f269f8e7f453c7f8',1);
INSERT INTO "indexed" VALUES('f48f529336ce5764',2);
CREATE TABLE kin (
	report VARCHAR(40) NOT NULL, 
	other VARCHAR(40) NOT NULL, 
	kind VARCHAR(10) NOT NULL, 
	share INTEGER NOT NULL, 
	PRIMARY KEY (report, other, kind), 
	FOREIGN KEY(report) REFERENCES reports (id) ON DELETE CASCADE, 
	FOREIGN KEY(other) REFERENCES reports (id) ON DELETE CASCADE
);
CREATE TABLE meta (
	name VARCHAR(40) NOT NULL, 
	value INTEGER NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "meta" VALUES('schema',3);
INSERT INTO "meta" VALUES('generation',4);
CREATE TABLE passages (
	report VARCHAR(40) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	section TEXT NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	text TEXT NOT NULL, 
	PRIMARY KEY (report, ordinal), 
	FOREIGN KEY(report) REFERENCES reports (id) ON DELETE CASCADE
);
INSERT INTO "passages" VALUES('f269f8e7f453c7f8',0,'[]',0,31,'青禾县人民政府关于第二轮中央生态环境保护督察整改落实情况的报告');
INSERT INTO "passages" VALUES('f269f8e7f453c7f8',1,'["一、整改进展情况"]',33,102,'一、整改进展情况
截至2023年6月30日，督察反馈的15个问题，已完成整改9个，达到序时进度6个。督察期间交办信访件20件，已全部办结。');
INSERT INTO "passages" VALUES('f269f8e7f453c7f8',2,'["二、主要做法"]',104,139,'二、主要做法
压实整改责任。县委、县政府先后召开4次专题会议研究部署。');
INSERT INTO "passages" VALUES('f48f529336ce5764',0,'[]',0,144,'青禾县第二轮中央生态环境保护督察反馈问题整改台账（截至2023年6月30日）
序号：1；问题原文：石桥镇污水管网不完善；牵头单位：县住建局；整改时限：2022年12月底；现状：已完成整改
序号：2；问题原文：矿山修复滞后；牵头单位：县自然资源局；整改时限：2023年3月底；现状：正在推进');
CREATE TABLE reports (
	id VARCHAR(40) NOT NULL, 
	file VARCHAR(64) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	revision INTEGER NOT NULL, 
	title TEXT NOT NULL, 
	genre TEXT NOT NULL, 
	place TEXT, 
	as_of VARCHAR(10), 
	path TEXT NOT NULL, 
	sample BOOLEAN NOT NULL, 
	body BLOB NOT NULL, 
	secrecy TEXT DEFAULT '' NOT NULL, 
	health TEXT DEFAULT '{}' NOT NULL, 
	notices TEXT DEFAULT '[]' NOT NULL, 
	likeness TEXT DEFAULT '[]' NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(file) REFERENCES files (sha256) ON DELETE CASCADE
);
INSERT INTO "reports" VALUES('f269f8e7f453c7f8','f269f8e7f453c7f8618470e7c4c4c3a0ae1432a4564cb340674ef7860b8ab00b',0,1,'青禾县人民政府关于第二轮中央生态环境保护督察整改落实情况的报告','整改落实情况报告','{"name":"青禾县","within":[]}','2023-06-30','青禾县.txt',0,X'789CED54CD4EDB40107E179F43E5C426405E2541C875D660C9B12DDB81562852524A1BA5698012948A0652FE528A524321A5C101F230ECAE93535FA1B3B68122DA63A51E7AB17666BEF9BED919EF2C726A964B714A2239A54CA209451C17E40965928B71A6E4CC4164B4F5CE6F5F93DAE089F3CC01B7A33A1AFAD58F3D8F9EACD1FA80784DB27C86BD9ADFE960AF3ABC7271EF0BD977FD7A8B164B7EED98EC2EE1C116ADECFB5B7BE4B84537BAB47E315CBD22EE365D5A26AFBEF99B2F69E580AC55406716E916D3798CBA83989A24036491D3A5DC839220B6A03A73AACEA5D2D3851827D933860280049F10C6F8E498C0739173C636F2961CE8948F86AFCF68E380365B10B5A485BF7DC98C9ED171AF78532C45A0C107F275230465F4B01E5631B9E82669B32CF050DC8FCB6AC84B56DE8EDA65E08A8FE3DED1A8E18E76DF43907C3F256E95965743CA29888177787D4DCA27C45BA18D73A6E2B59310B829BE886A6CB6468D2EF6F649651B0F7686EE00F7CF133C7C22C6E5C3D1D22104FDFE3A2405757B55A81BF7FAC376899436E9D9464627B537EC92E15DBA7BB8DF0730F48E7CAA03160EB7ED2B93D51A59E990CBA2483B3BB8B70EB5E3CBCDA1EBFA1FEBFEE77310F3AF4E03259884AC2149FF3F8B7F621686A2D8C8B1D99B0BC632633B92C5EC343F1DBC99C70EA4679919179943364C15C1BE493B561EB1976923D9510D9D2116A38D93069C86E691C6A5780030BEE004445C4A100AB13B20F7A78971F714F13B0A418838E2BCF880E451FB7E9B0E59B7F9225F609743A6A45A7658B06ADB7964C15F7ABF584CF6D7A64531362E02C0967226DB9B8AA4D90830D9AC856C1BA13045CFE79EDEA6434B2C243F0F0DD352E72507852232D2B4482F2759B3AA1E19BAE1A8328A0CC8356675D50EDACC8491030B3B300A3F01C317441A','','{"characters":140,"sections":3,"facts":6,"passages":3,"repairs":0,"notices":[]}','[]','[-7219811256554112017,-382265707483966623,692897200829637503,8715693681423887306,7096801237248252414,-7937917948483060050]');
INSERT INTO "reports" VALUES('f48f529336ce5764','f48f529336ce576400800fe04682c728e07876b4a4f1d762f712e8e16d578402',0,2,'青禾县第二轮中央生态环境保护督察反馈问题整改台账（截至2023年6月30日）','整改清单','{"name":"青禾县","within":[]}','2023-06-30','青禾县台账.csv',0,X'789CED95DB4EDB401086DFC5D7A18A0F710EAF9222649C0D5872ECC87640158A4455AA04440EAD08B4051A050242080229E11492E665B2EBE42AAFD059DB69DD12E4BBAA17BDF3EECC37F3EFECEC788D51524C82490BB174848BF3BC28A348541498109395AC65B08C0F3FDAA7DF7179802BD7A3CEE92BD95C01A3A5582AF25BED8B8B61777BD46F0D1F2E71B365EFD4C9FA5BBB7C858FDE0D078764AB691F1EE3AB3AAE94C6A7C5F15E6B7CF489D43A64E7D10D3BE91549F17C54B8E1C21C8F1F3B223928F261B27732E96D42BA25A419349D8B9087F7B854A312554986ED35469332BFA901DBAA622D2B1A9348CEE7438C642EE86970A0D1E7C2E21C1F66BCCD0553CF19B213DBC90F29C9411DAC86B4FA97CEF75AC3DD0AAEDC4F7A5FD8496FDF8571B94E760BB065D76F48E3645C2B9076835C77EC56C3EE7F183E94706B1BEF6E80BFBD798B9B1D28C8B05F027FD03AEC57F05317B7D7C1EA556CEF6EFCB90A5648CF417A9683FCB85BA378F9DADEBAA3E0FD3788498A5517F1A9E266A91AE0767B3868E166893C7DC5D5F24C25A3C2B9BD7137BADD20DDEA4B7A6839F8E772C8E5313E3823E5B3D1601FAE435691A4FDBF907FE742F474DA4496495F9F73370BA62519749D0CCF3BAFE7F906D25274C90A026CC87A5641307A92969143F48D9A48B6145DA31E6BDEF049829F8A5690CA24C2E040E3395F10884940983C0D8CB2926298AEB3629A3964409BFC7ADE59DA36492E1AE2A3E0604A992C1D5C69493511F8A45206324D845C44CB6516A738C83190FCC65D640D6545B2909B4446AAEAAAFC43111F83C1282D3A8371D43863E914D1618AB0F4B46A2E0342D87CE82726701E27F0B339FE052EEE71917820C7F93831E2716230C7FBB8E8948B09819CE0E362318F8B079F2FE2E3E2D129F7423D85D97561C3C2B435D87020E9AF0CCB8A5392E302497F6D586E7A48961703497F7558C1D7C8816484B67A46329614CD6B754DB71419790BE8547D49534CE741D1364716FC9F9D45FE073326D826','','{"characters":144,"sections":1,"facts":5,"passages":1,"repairs":0,"notices":[]}','[]','[-6657228330119453442,-2012068287649338673,765606504907951605,-8318472866553358626,-8094049957568994441,43808339240425079]');
CREATE TABLE sources (
	source TEXT NOT NULL, 
	file VARCHAR(64) NOT NULL, 
	PRIMARY KEY (source), 
	FOREIGN KEY(file) REFERENCES files (sha256) ON DELETE CASCADE
);
INSERT INTO "sources" VALUES('/office/青禾县.txt','f269f8e7f453c7f8618470e7c4c4c3a0ae1432a4564cb340674ef7860b8ab00b');
INSERT INTO "sources" VALUES('/office/青禾县台账.csv','f48f529336ce576400800fe04682c728e07876b4a4f1d762f712e8e16d578402');
CREATE INDEX ix_sources_file ON sources (file);
CREATE INDEX ix_reports_file ON reports (file);
CREATE INDEX ix_reports_state ON reports (id, revision);
CREATE INDEX ix_reports_versions ON reports (title, place, as_of);
CREATE INDEX ix_reports_revision ON reports (revision);
CREATE INDEX ix_kin_other ON kin (other);
COMMIT;
