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
CREATE TABLE facts (
	report VARCHAR(40) NOT NULL, 
	ordinal INTEGER NOT NULL, 
	track VARCHAR(10) NOT NULL, 
	metric VARCHAR(20) NOT NULL, 
	body TEXT NOT NULL, 
	PRIMARY KEY (report, ordinal), 
	FOREIGN KEY(report) REFERENCES reports (id) ON DELETE CASCADE
);
INSERT INTO "facts" VALUES('f269f8e7f453c7f8',0,'反馈问题','总数','{"report":"f269f8e7f453c7f8","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"总数","quantity":{"value":15,"unit":"个","text":"15个","approximate":false,"each":false},"label":"问题","passage":{"report":"f269f8e7f453c7f8","section":["一、整改进展情况"],"start":42,"end":83,"text":"截至2023年6月30日，督察反馈的15个问题，已完成整改9个，达到序时进度6个。"},"start":60,"end":63,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"","status_text":"","unit_class":"项","of":"PROBLEM1","period":"","as_of":"2023-06-30","members":[],"repaired":false,"context":"督察反馈的15个问题","batch":"","parent":"","formula":""}');
INSERT INTO "facts" VALUES('f269f8e7f453c7f8',1,'反馈问题','完成','{"report":"f269f8e7f453c7f8","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"完成","quantity":{"value":9,"unit":"个","text":"9个","approximate":false,"each":false},"label":"","passage":{"report":"f269f8e7f453c7f8","section":["一、整改进展情况"],"start":42,"end":83,"text":"截至2023年6月30日，督察反馈的15个问题，已完成整改9个，达到序时进度6个。"},"start":71,"end":73,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"","status_text":"已完成整改","unit_class":"项","of":"PROBLEM1","period":"","as_of":"2023-06-30","members":[],"repaired":false,"context":"已完成整改9个","batch":"","parent":"","formula":""}');
INSERT INTO "facts" VALUES('f269f8e7f453c7f8',2,'反馈问题','序时','{"report":"f269f8e7f453c7f8","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"序时","quantity":{"value":6,"unit":"个","text":"6个","approximate":false,"each":false},"label":"","passage":{"report":"f269f8e7f453c7f8","section":["一、整改进展情况"],"start":42,"end":83,"text":"截至2023年6月30日，督察反馈的15个问题，已完成整改9个，达到序时进度6个。"},"start":80,"end":82,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"","status_text":"达到序时进度","unit_class":"项","of":"PROBLEM1","period":"","as_of":"2023-06-30","members":[],"repaired":false,"context":"达到序时进度6个","batch":"","parent":"","formula":""}');
INSERT INTO "facts" VALUES('f269f8e7f453c7f8',3,'信访件','总数','{"report":"f269f8e7f453c7f8","place":{"name":"青禾县","within":[]},"track":"信访件","metric":"总数","quantity":{"value":20,"unit":"件","text":"20件","approximate":false,"each":false},"label":"督察期间交办信访件","passage":{"report":"f269f8e7f453c7f8","section":["一、整改进展情况"],"start":83,"end":102,"text":"督察期间交办信访件20件，已全部办结。"},"start":92,"end":95,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"","status_text":"","unit_class":"件","of":"COMPLAINT2","period":"督察期间","as_of":"2023-06-30","members":[],"repaired":false,"context":"督察期间交办信访件20件","batch":"","parent":"","formula":""}');
INSERT INTO "facts" VALUES('f269f8e7f453c7f8',4,'信访件','办结','{"report":"f269f8e7f453c7f8","place":{"name":"青禾县","within":[]},"track":"信访件","metric":"办结","quantity":{"value":20,"unit":"件","text":"20件","approximate":false,"each":false},"label":"","passage":{"report":"f269f8e7f453c7f8","section":["一、整改进展情况"],"start":83,"end":102,"text":"督察期间交办信访件20件，已全部办结。"},"start":92,"end":95,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"","status_text":"已全部办结","unit_class":"件","of":"COMPLAINT2","period":"督察期间","as_of":"2023-06-30","members":[],"repaired":false,"context":"已全部办结","batch":"","parent":"","formula":""}');
INSERT INTO "facts" VALUES('f269f8e7f453c7f8',5,'其他','','{"report":"f269f8e7f453c7f8","place":{"name":"青禾县","within":[]},"track":"其他","metric":"","quantity":{"value":4,"unit":"次","text":"4次","approximate":false,"each":false},"label":"专题会议研究部署","passage":{"report":"f269f8e7f453c7f8","section":["二、主要做法"],"start":118,"end":139,"text":"县委、县政府先后召开4次专题会议研究部署。"},"start":128,"end":130,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"","status_text":"","unit_class":"次","of":"","period":"","as_of":"2023-06-30","members":["县委","县政府先后召开"],"repaired":false,"context":"县委、县政府先后召开4次专题会议研究部署","batch":"","parent":"","formula":""}');
INSERT INTO "facts" VALUES('f48f529336ce5764',0,'反馈问题','总数','{"report":"f48f529336ce5764","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"总数","quantity":{"value":2,"unit":"项","text":"","approximate":false,"each":false},"label":"反馈问题","passage":{"report":"f48f529336ce5764","section":[],"start":39,"end":144,"text":"序号：1；问题原文：石桥镇污水管网不完善；牵头单位：县住建局；整改时限：2022年12月底；现状：已完成整改\n序号：2；问题原文：矿山修复滞后；牵头单位：县自然资源局；整改时限：2023年3月底；现状：正在推进"},"start":39,"end":39,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"","status_text":"","unit_class":"项","of":"LEDGER1","period":"","as_of":"2023-06-30","members":[],"repaired":false,"context":"台账所列反馈问题","batch":"","parent":"","formula":"台账逐行计数=2"}');
INSERT INTO "facts" VALUES('f48f529336ce5764',1,'反馈问题','分类','{"report":"f48f529336ce5764","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"分类","quantity":{"value":1,"unit":"项","text":"","approximate":false,"each":false},"label":"住建局牵头","passage":{"report":"f48f529336ce5764","section":[],"start":39,"end":93,"text":"序号：1；问题原文：石桥镇污水管网不完善；牵头单位：县住建局；整改时限：2022年12月底；现状：已完成整改"},"start":39,"end":39,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"部门","status_text":"","unit_class":"项","of":"LEDGER1","period":"","as_of":"2023-06-30","members":["石桥镇污水管网不完善"],"repaired":false,"context":"台账中牵头单位为县住建局的反馈问题","batch":"","parent":"","formula":"台账逐行计数=1"}');
INSERT INTO "facts" VALUES('f48f529336ce5764',2,'反馈问题','分类','{"report":"f48f529336ce5764","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"分类","quantity":{"value":2,"unit":"项","text":"","approximate":false,"each":false},"label":"逾期","passage":{"report":"f48f529336ce5764","section":[],"start":39,"end":144,"text":"序号：1；问题原文：石桥镇污水管网不完善；牵头单位：县住建局；整改时限：2022年12月底；现状：已完成整改\n序号：2；问题原文：矿山修复滞后；牵头单位：县自然资源局；整改时限：2023年3月底；现状：正在推进"},"start":39,"end":39,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"时限","status_text":"","unit_class":"项","of":"LEDGER1","period":"","as_of":"2023-06-30","members":["石桥镇污水管网不完善","矿山修复滞后"],"repaired":false,"context":"逾期","batch":"","parent":"","formula":"台账逐行计数=2"}');
INSERT INTO "facts" VALUES('f48f529336ce5764',3,'反馈问题','分类','{"report":"f48f529336ce5764","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"分类","quantity":{"value":2,"unit":"项","text":"","approximate":false,"each":false},"label":"逾期未完成","passage":{"report":"f48f529336ce5764","section":[],"start":39,"end":144,"text":"序号：1；问题原文：石桥镇污水管网不完善；牵头单位：县住建局；整改时限：2022年12月底；现状：已完成整改\n序号：2；问题原文：矿山修复滞后；牵头单位：县自然资源局；整改时限：2023年3月底；现状：正在推进"},"start":39,"end":39,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"时限","status_text":"","unit_class":"项","of":"LEDGER1","period":"","as_of":"2023-06-30","members":["石桥镇污水管网不完善","矿山修复滞后"],"repaired":false,"context":"逾期未完成","batch":"","parent":"","formula":"台账逐行计数=2"}');
INSERT INTO "facts" VALUES('f48f529336ce5764',4,'反馈问题','分类','{"report":"f48f529336ce5764","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"分类","quantity":{"value":1,"unit":"项","text":"","approximate":false,"each":false},"label":"自然资源局牵头","passage":{"report":"f48f529336ce5764","section":[],"start":94,"end":144,"text":"序号：2；问题原文：矿山修复滞后；牵头单位：县自然资源局；整改时限：2023年3月底；现状：正在推进"},"start":94,"end":94,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"部门","status_text":"","unit_class":"项","of":"LEDGER1","period":"","as_of":"2023-06-30","members":["矿山修复滞后"],"repaired":false,"context":"台账中牵头单位为县自然资源局的反馈问题","batch":"","parent":"","formula":"台账逐行计数=1"}');
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
INSERT INTO "files" VALUES('f269f8e7f453c7f8618470e7c4c4c3a0ae1432a4564cb340674ef7860b8ab00b','青禾县.txt','/office/青禾县.txt',0,'reader 4, extractor 4, lexicon 0ca6b21eada8daf4 fe82a633f9f75d39, schema 2','{"path":"青禾县.txt","reports":["f269f8e7f453c7f8"],"status":"added","reason":"","characters":140,"sections":3,"facts":6,"passages":3,"repairs":0,"notices":[]}','[]',X'789C3550DB52C2500C7CEFD7202833FE5D2BA29D5A0B48993AC8456E15997A40A8584F817E0C49CEE993BF6098E24B2693DDEC6E92F79F5478402F032969D5223F43D9C3FA06A4A7A208A4ABF702920F9C0AE50FC9B494B7C4710DB23E3953D59FE072489D98FC1FDDDCA31850AD8E775FAA7B4BCE0C5B8E6140621E4DEB4CC95EF0B353500CB217FA7E532E952BF81357A967574A14CC7E776E218A8DC73CB459E8E20A92451E887CFCCC207EAF51B864370BC56BC678AA0F07B457281B146C4F2632AC3270346FCE017BC33C88414ED1194036D22283745B2E71392BD6E7796DCEA04ADBBCC4A1A5CBA121497568A1D5A54DC740EFE1745E71473C813465267F0DDF7CA672F3FF381B9B1E3622DC9997148D20697370D875B510EAD557EF5B7652FBF5C9E60FADAD0373');
INSERT INTO "files" VALUES('f48f529336ce576400800fe04682c728e07876b4a4f1d762f712e8e16d578402','青禾县台账.csv','/office/青禾县台账.csv',0,'reader 4, extractor 4, lexicon 0ca6b21eada8daf4 fe82a633f9f75d39, schema 2','{"path":"青禾县台账.csv","reports":["f48f529336ce5764"],"status":"added","reason":"","characters":144,"sections":1,"facts":5,"passages":1,"repairs":0,"notices":[]}','[]',X'789C2DCFC16E82401006E03BCFB20785A4CF675312D0C8421B9136D512148931BA42455494F2323BB3BB275FA16B70CEFF7CFF8C9A7F88EC0F682BB65B5E8F65C3F879072913931807AF82EE61F1C6DB398E52315FC23E06DF5399AB22A6169F189638B9809FCB32BBDF5C7437D239983DD3824BF98233D7EA61B4BADF86448F01B50FFE89749B40639C3A440C8F9096E085BCF148A76154A9AF80089A8B5165F489880F98AC54E86091605E0A9688E69D9F3D606398DA441FCE1B1FAE351403A2AB4D5DDD377537D42181D3AF8EA11B74B4616AAD85A2E02D83D4C3EB0F04F421486723EC4A1E6DAC83A7F378C17A32B85BC26C8D742DDB6FE31FF05BC538');
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
INSERT INTO "meta" VALUES('schema',2);
INSERT INTO "meta" VALUES('generation',2);
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
INSERT INTO "reports" VALUES('f269f8e7f453c7f8','f269f8e7f453c7f8618470e7c4c4c3a0ae1432a4564cb340674ef7860b8ab00b',0,1,'青禾县人民政府关于第二轮中央生态环境保护督察整改落实情况的报告','整改落实情况报告','{"name":"青禾县","within":[]}','2023-06-30','青禾县.txt',0,X'789CED54CD4EDB40107E179F43E5C426405E2541C875D660C9B12DDB81562852524A1BA5698012948A0652FE528A524321A5C101F230ECAE93535FA1B3B68122DA63A51E7AB17666BEF9E6DB19EF2C726A964B714A2239A54CA209451C17E40965928B71A6E4CC4164B4F5CE6F5F93DAE089F3CC01B7A33A1AFAD58F3D8F9EACD1FA80784DB27C86BD9ADFE960AF3ABC7271EF0BD977FD7A8B164B7EED98EC2EE1C116ADECFB5B7BE4B84537BAB47E315CBD22EE365D5A26AFBEF99B2F69E580AC55A0CE2CD22D56E731EA0E626A920C90454E97720F24416C4175E6549D4BA5A70B314EB2670C0500093E218CF1C93181E722E78C6DE42D39A8533E1ABE3EA38D03DA6C41D49216FEF625337A46C7BDE24DB11481061FC8D78D1094D1433D4C31B9E82669B32CF020EEC76535E4252B6F47ED3270C5C771EF68D47047BBEF2148BE9F12B74ACBAB21E514C4C03BBCBE26E513E2ADD0C639ABE2B59310B829BE8834365BA346177BFBA4B28D073B437780FBE7091E3E11E3F2E168E910827E7F1D9202DD5E1574E35E7FD82E91D2263DDBC8E8A4F6865D32BC4B770FF7FB0086DE914F75C0C2E1B67D65B25A232B1D725914696707F7D6413BBEDC1CBAAEFFB1EE7F3E8762FED569500926216B48D2FFCFE29F9885A12836726CF6E682B1CCD88E64313BCD4F076FE6B103E95966C645E6900D5345B06FD28E9547EC65DA487654436788C568E3A401A7A179A471291E008C2F38011197128442EC0EC8FD6962DC3D45FC8E4210228E382F3E2079D4BEDFA643D66DBEC817D8E59029A9961D0A566D3B8F2CF84BEF178BC9FEDAB428C6C64500D852CE647B5391341B01269BB5906D2314A6E8F9DCD3DB74688985E4E7A1615AEABCE4A0B0888C342DAA9793AC59558F0CDD7054194506E41AB3BA6A076D9E2EFC046A0B3FC3','','{"characters":140,"sections":3,"facts":6,"passages":3,"repairs":0,"notices":[]}','[]','[-7219811256554112017,-382265707483966623,692897200829637503,8715693681423887306,7096801237248252414,-7937917948483060050]');
INSERT INTO "reports" VALUES('f48f529336ce5764','f48f529336ce576400800fe04682c728e07876b4a4f1d762f712e8e16d578402',0,2,'青禾县第二轮中央生态环境保护督察反馈问题整改台账（截至2023年6月30日）','整改清单','{"name":"青禾县","within":[]}','2023-06-30','青禾县台账.csv',0,X'789CED94DB4EDB401086DFC5D7A1F229CEE15552848CB3014B8E1DD90EA84291A84A9580C8A11581B640A34040084120259C42D2BC4C769D5CE5153A1B3BAD5B827C57F5A277BB3BF3CDFC3B3B3B6B8C9A64E24C4A8CA6C27C4C102405852392C884988C6C2F836574F8D139FD8E4B7D5CBE1EB64F5F29D60A186DD5D690DFEA5C5C0C3ADBC35E73F070891B4D67A746D6DF3AA52B7CF46ED03F245B0DE7F0185FD570B9383A2D8CF69AA3A34FA4DA263B8F6ED871B7400AE7C3FC0DCFF2027E6C4BE4A020B064EF64DCDD84744B4837693A17210FEF71B14A256AB202C76B8C2EA77F5303B655D55E5675269E98CF8518D95A3052E040A3CFB1D29CC032DEE18265644D65127B921F5292831A584D79F52FDDEFB58E3B655CBE1F77BF70E3EEBE0BE3528DECE6E1C8A9DD90FAC9A89A27AD3AB96E3BCDBAD3FB307828E2E636DEDD007F67F31637DA509041AF08FEA075D02BE3A70E6EAD83D5ABD8DEDDE87305AC909E87F41C0FF971A74AF1D2B5B37547C1FB6F1093142A2EE253C5CF52D5C7ADD6A0DFC48D2279FA8A2BA5994A86F97367E36E78BB413A9597F4D07208CFE590CB637C70464A67C3FE3E3C87A22159FFFF20FFCE8318A994856C8BFEBEC9DB2C58B66CD27D829D9FFC9EE707484FD22D278A70A0181915C1E849D86616D13F6A21C5560D9D7AAC79C327017E1A5A411A1367C181C69BAC2010138730391A186564D5B45C67D5B2B2C88436F9F5BD33B46D127C242444C0C192D3193AB852B26621F049264D645908B9889E4D2F4E71906322E58DBBC998EA8A6C2337898234CD55F98722210A83515E9C0CC661FD8CA353C48029C2D1DB6AD93408E172A19F98C87B9C28CCE68417B898C78563811CEFE3A4B0C749C19CE0E322532E2A0672A28F8B463D2E167CBFB08F8B45A6DC0BF51467D78563C5696B706C20E9AF0CC7495392E703497F6D387E7A494E9002497F7538D1D7C8816498B67A5A369754DD6B75DDB05505791BE854634957ADC9879ACFFD005506D3CF','','{"characters":144,"sections":1,"facts":5,"passages":1,"repairs":0,"notices":[]}','[]','[-6657228330119453442,-2012068287649338673,765606504907951605,-8318472866553358626,-8094049957568994441,43808339240425079]');
CREATE TABLE sources (
	source TEXT NOT NULL, 
	file VARCHAR(64) NOT NULL, 
	PRIMARY KEY (source), 
	FOREIGN KEY(file) REFERENCES files (sha256) ON DELETE CASCADE
);
INSERT INTO "sources" VALUES('/office/青禾县.txt','f269f8e7f453c7f8618470e7c4c4c3a0ae1432a4564cb340674ef7860b8ab00b');
INSERT INTO "sources" VALUES('/office/青禾县台账.csv','f48f529336ce576400800fe04682c728e07876b4a4f1d762f712e8e16d578402');
CREATE INDEX ix_sources_file ON sources (file);
CREATE INDEX ix_reports_revision ON reports (revision);
CREATE INDEX ix_reports_file ON reports (file);
CREATE INDEX ix_reports_versions ON reports (title, place, as_of);
CREATE INDEX ix_reports_state ON reports (id, revision);
CREATE INDEX ix_kin_other ON kin (other);
COMMIT;
