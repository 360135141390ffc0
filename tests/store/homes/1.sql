BEGIN TRANSACTION;
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
INSERT INTO "files" VALUES('f269f8e7f453c7f8618470e7c4c4c3a0ae1432a4564cb340674ef7860b8ab00b','青禾县.txt','/office/青禾县.txt',0,'reader 1, extractor 1, lexicon 7254f2abe380c168, schema 1','{"path":"青禾县.txt","reports":["f269f8e7f453c7f8"],"status":"added","reason":"","characters":140,"sections":3,"facts":6,"passages":3,"repairs":0}','[]',X'789C3550DB52C2500C7CEFD7202833FE5D2BA29D5A0B48993AC8456E15997A40A8584F817E0C49CEE993BF6098E24B2693DDEC6E92F79F5478402F032969D5223F43D9C3FA06A4A7A208A4ABF702920F9C0AE50FC9B494B7C4710DB23E3953D59FE072489D98FC1FDDDCA31850AD8E775FAA7B4BCE0C5B8E6140621E4DEB4CC95EF0B353500CB217FA7E532E952BF81357A967574A14CC7E776E218A8DC73CB459E8E20A92451E887CFCCC207EAF51B864370BC56BC678AA0F07B457281B146C4F2632AC3270346FCE017BC33C88414ED1194036D22283745B2E71392BD6E7796DCEA04ADBBCC4A1A5CBA121497568A1D5A54DC740EFE1745E71473C813465267F0DDF7CA672F3FF381B9B1E3622DC9997148D20697370D875B510EAD557EF5B7652FBF5C9E60FADAD0373');
INSERT INTO "files" VALUES('f48f529336ce576400800fe04682c728e07876b4a4f1d762f712e8e16d578402','青禾县台账.csv','/office/青禾县台账.csv',0,'reader 1, extractor 1, lexicon 7254f2abe380c168, schema 1','{"path":"青禾县台账.csv","reports":["f48f529336ce5764"],"status":"added","reason":"","characters":144,"sections":1,"facts":0,"passages":1,"repairs":0}','[]',X'789C2DCFC16E82401006E03BCFB20785A4CF675312D0C8421B9136D512148931BA42455494F2323BB3BB275FA16B70CEFF7CFF8C9A7F88EC0F682BB65B5E8F65C3F879072913931807AF82EE61F1C6DB398E52315FC23E06DF5399AB22A6169F189638B9809FCB32BBDF5C7437D239983DD3824BF98233D7EA61B4BADF86448F01B50FFE89749B40639C3A440C8F9096E085BCF148A76154A9AF80089A8B5165F489880F98AC54E86091605E0A9688E69D9F3D606398DA441FCE1B1FAE351403A2AB4D5DDD377537D42181D3AF8EA11B74B4616AAD85A2E02D83D4C3EB0F04F421486723EC4A1E6DAC83A7F378C17A32B85BC26C8D742DDB6FE31FF05BC538');
CREATE TABLE "indexed" (
	report VARCHAR(40) NOT NULL, 
	revision INTEGER NOT NULL, 
	PRIMARY KEY (report)
);
INSERT INTO "indexed" VALUES('f269f8e7f453c7f8',1);
INSERT INTO "indexed" VALUES('f48f529336ce5764',2);
CREATE TABLE meta (
	name VARCHAR(40) NOT NULL, 
	value INTEGER NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "meta" VALUES('schema',1);
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
	PRIMARY KEY (id), 
	FOREIGN KEY(file) REFERENCES files (sha256) ON DELETE CASCADE
);
INSERT INTO "reports" VALUES('f269f8e7f453c7f8','f269f8e7f453c7f8618470e7c4c4c3a0ae1432a4564cb340674ef7860b8ab00b',0,1,'青禾县人民政府关于第二轮中央生态环境保护督察整改落实情况的报告','整改落实情况报告','{"name":"青禾县","within":[]}','2023-06-30','青禾县.txt',0,X'789CED54514F1A4110FE2FFB8CCDC11DA8FC1530E4827BF5123CC8DD599B101228B52594A256080D45A98AD41A7A5AA5140F811FE3EEDEF1D4BFD05938B586F6B1491FFAB2D99DF9E69B6F7676278DD45514464A20B4AC2CE145450A8AF1456509F9504A36D7C033D97FE7B447B43C7E623E37C16CAA6602FF6A27B6CD2E7659654CED06DDBA2276D9E974885D728716E97FA12DCBA9345936E794CFE9519E8CF759B1E5EC1FD3F326AB7659E5DADD1952EB80E5B7E8AB6F4EFD252B9ED0DD22E4798A359DE79947DD435209390E9034D2E4F54792C0B7A99A6BAA86C291958C0FC9462CA900202004C40521B4200AC833C68CE4861E9FE6299CB9AFAF58ED84359AE0D5E5CDBF5D64548B6AA49FBDCDE63CD0F803FD5A9D81A2DA4C0F574CAFBB21D628880288FB71539AF1D2EDB7937601B8FC41D23F9BD4ACC9D17B70D2EF97D42AB1C2CE8C72197C607547235AB8A0F636ABF57816BB1D02C76DF685A7B1D19CD4BAC46ED1E201191FBAD6980C7A0101168F71EB74923F05A733D883A0A96EBB04BA497FE0B67334576757D5A846CB6F7891B35ABAC764300030DC1DFD54012C6CEEAEAF4077CA74BB436FB212EB1C92FE1E68273775D7B29C8F15E7730F9239C3CB6926E8443C8165ED7F2FFE895E2415C5C0A6C1FFDCB42D31C394757E8E082BD33F336FC0DA2A3FFA256E8827532A86791331F50DCC7FA681E3A69AD43822ED4D9C08E012F8194EA0B00000CE37DD01110A8B62C6770F447FEA187AA0F0DF5388A2C7E117A4472473D7F7DB7088BA8B97840C2F0EA7645537668255C3D8C03ABCD287C192E2AF362249BEA00400435E4FF1B9A9C80903677E023A761DD1');
INSERT INTO "reports" VALUES('f48f529336ce5764','f48f529336ce576400800fe04682c728e07876b4a4f1d762f712e8e16d578402',0,2,'青禾县第二轮中央生态环境保护督察反馈问题整改台账（截至2023年6月30日）','整改清单','{"name":"青禾县","within":[]}','2023-06-30','青禾县台账.csv',0,X'789CED54514FDA5014FE2F7DC6A5B4081B7F8519D2D4DBD9A416D25BF4819068C6021A296C11D926485024C66805454484F1677AEF6D9FF80B3B1748E6A27B5DF6B0B7DE73BEF37D5FCFB9E766057D5D880B5AE4ADB62ABD93E5A88A5663D1881012D28ABD0199A0F185757E10674ACA5DBFDF79A3E22D48DABA6DA0E7597675E58D0EFC89EB0DAF49DB65874DBAB3CB9C1B72FAD19B36E87E9B35CEC84D93944B41A718D4DCE0F42BADF6E9E1E38276362ED2E2A55FB8934449268FFD28AD176591D6CE67E33D90FB804C8BCB2D4AE8F0132955B9454351219C154C65F3373790DBD6ED0DDD14E289B55C48507032A50180B3AF88D115591496C1244E652C75CE3DD707495A6F42D652B6FFD2FFBD37C9A84CCA0FB3F1F7F06C7CBC28264E931E1520C49A77B4751E540BB4D7A2DD3E735B6CF2D91B96887B408EF280677BF7A4DD8786789312E0C1AB372993A711E9ED4076D9B1DA20F856812CC84B201F96409F8CAABCDCE9B2FD012F7CB8054E5AAC2C4A9EB9925E733525BD9E377549BB449F4E48C579D5895FB864F9817F9FA7A3CA9FFCF076C82FEDD0EB3352BFA0CE853F3D8671A80652CCFF03F9770692D2348C6CCCB76F3E9B24B6158B9F13E2DA7C7B5E0690B9CE8FE14804026A2AAD23787A12B695417C4731526D3D65724476F9F8240067A02D64087111009C6FFE0544421C68729C18A515DDC20BB08E710659704D7EAD779A5F9B84140BC93100606533CD1F2E4D3130CAFD049C3CF04D');
CREATE INDEX ix_reports_file ON reports (file);
COMMIT;
