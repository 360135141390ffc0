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
INSERT INTO "corrections" VALUES(1,'数据','更正','f269f8e7f453c7f8','青禾县人民政府关于第二轮中央生态环境保护督察整改落实情况的报告','9个','10个','{"anchor":{"quote":"截至2023年6月30日，督察反馈的15个问题，已完成整改9个，达到序时进度6个。","offset":29,"text":"9个","value":9,"metric":"完成","label":""},"place":null,"inspection":null,"value":10,"unit":"个","unit_class":"项","approximate":false,"metric":""}','以台账为准','某人','2026-11-22T17:35:58+00:00','','');
INSERT INTO "corrections" VALUES(2,'截至日期','更正','f269f8e7f453c7f8','青禾县人民政府关于第二轮中央生态环境保护督察整改落实情况的报告','2023-06-30','2023-07-01','{"anchor":null,"place":null,"inspection":null,"value":null,"unit":"","unit_class":"","approximate":false,"metric":""}','','某人','2026-11-22T17:36:07+00:00','','');
CREATE TABLE draft_versions (
	draft INTEGER NOT NULL, 
	version INTEGER NOT NULL, 
	genre TEXT NOT NULL, 
	title TEXT NOT NULL, 
	scope TEXT NOT NULL, 
	action VARCHAR(10) NOT NULL, 
	detail TEXT NOT NULL, 
	made_by TEXT NOT NULL, 
	made_at VARCHAR(32) NOT NULL, 
	body BLOB NOT NULL, 
	PRIMARY KEY (draft, version)
);
INSERT INTO "draft_versions" VALUES(1,1,'整改落实情况报告','中共青禾县委 青禾县人民政府关于第二轮中央生态环境保护督察整改落实情况的报告','{"place":"青禾县","reports":[],"as_of":null,"inspection":null,"period":null,"genre":null,"reader":null,"item":null}','起草','','某人','2026-11-22T17:36:42+00:00',X'789CED5A6B4F1AD91BFF2A9B49F6D5BA0DA0606BB29F64B72F58192CF923B8884D936613A820A0DCEC426901ABB6A8D415A48A0A03EA8BFD26EB9C33C32BBFC23EE79C01CE7013AD4DD37F4C0C71E6CC73FB3DD739675E0A368FD5EE15665E0A73A2CB230A33024E5771AAAE26CF51F93D5E0EA29513BCBA83D6578509C1EBF03AC92372AD84829F5B1BAF95DD0B14BF447BA91F3A17B224E1CA3A4E5D22298F82C7B214570E0E6429AA9E970959A1ACA436B1CFAFC40FD18765F97203AF16948D8FE870B35FAE920D74445B6D368FB8B82812F157BE24BA08AADB3BD7CDAC5C6BB47C7E9C9740D675338A1A925A2EA3E43A0A66412DB4FA1E050F50B97005CF3095DA77F0560D045DF9D68109F05F1467BD0EB76B5198F9F5A5F04CB4DA1CAE3910052B4EF1B9E814660C60BEF8C2DB239EA9AE9E9CE1D2079CD9C1F94D5E09661288E48445FBC99546002563CA5E65342D3AAC77216FFAD0E7F498C8025B592A002BF9725B2D5FCA8D5393017EAE7CAF785D5022D6DA0D8F694457714AA579309050F7FCB08AA32114928C66B9B6DFCA945B1FDE82281627E007F84773C54616AD1CE3480EE0E3430056F15143AD7E941B0DA2C8461647FD6C09C85BFB519C3A257C82074A412277523E943803B3C95FAE86231F81AAE54BB6B6EB385E542F737C648126BFB970785F0D1D9B0CA64954AF4EE37CD808661351CC986C80531DA0252B6747A81CC5E124E36534C03ADC562F2E50B882A404CE9C822024ED5A6081CA6088032F8A750779C228586C2D17C962E32F78548957506505E72310C17CBEA1DD57726D0D1E80189CB32E90C8146E156E40377E7CC1C3630680F0F4CF093E45E49A0F9C0079A8EEFA913F8B8FD3DDA431769206C5D7485E334F50D70E8E89601825E3287100013E850FB6E5DA5FC407CD2CA8A26CA5944FA7009D727EA483A557210972CC4FDCF139CD001DA4D050F2EB66184CBA6E46181E2C0AB4C8ECE166EA701B33137996504169980D8F2E0D78BAA2C443724DB2581E4DFF48800B9ECAE7EF0835AA64717E9FA726FC60B9561A119C4A23C1F208D54F59FAF09580E9C7EEE3F40D55E9BA99E3A5833EC0474BC96C801683C8D09C2DAE817A2413922BFA401F5F85DE7024EE93A2E0BE9E92C7A48CF020AB40F9CD56A63A76EE8E0EA20868C147825A2DB64209F49A3AF6A841310B0FD245D7223E413F2539822B559E0DA0826365945845C9283E4C31C3789C78C9A0732B53ECF88CAF28F7CDBEBF3C4488E34B6F51BEC8BC3AB03C90308E9080EE8FE656DEA734F69446A9955B21E9B59A23FAD1CA4E8359D7C4A81CF01CAB47EDEEE3C78DF7505764690D9A02312ABE89725BBA792119502227A85045B1B47C1E1B04D5FDF2EEC509E572B48CAE41F1C1A51D74B6239FE707427558E7931EF4E936AB6EE37B1B57B6CBACD032A910761AAE99D3D6BB244B4C687D6A65192A035197AE827420EFF4D9CE25CBDCEE2ACDCCF6658F137A8C000D7B14E9A830A2AE70C07F39BF5EB0078D754AA48E4B05D67B7B52FB29CC878E3997D5BBE4193CFEFEE61A38FF020F9BD5DB3BB2121FBC09B13ECB0CB53BE680339B3D356D68E581A5E756E7123030819E4B2E075961F79DD6DF89FA7D8D8756B14EC5C2BE06243291E0F6CC2F39ADC28C6BC9E984697A61C1E37EE198A7CAD9ADCE457142F0880B6E0F116037599ED81F8BD3F629F3E4ECB4FD3190FFB1E4A666F41749FD48A9F5B2BE2239EBF678D880DDD6C0ED71CC395C566282407CA3994D3B62D76CA3B96B36BD3FD26C5DC3BE67CB7523A305F266D2C066465EB47E72EC6FEC4F6E981A6F8354CFF4DAC58C5169A87190310B58D8F1B8C0BC244162D144C9129DE39B306910F63F1B2C3F4F1A84BB83F6B55F0A79B04C0F31F5C53145074F0E29C35D91620A7EDF4819753011621E2A8B0E29CB9D81A26A7CDF40DD50A6EEA38FB15EF21DF531F2EEDAB57AAA6334BBDD367AD8DBEDFD19FAA56FD80F8DFBA1C87EC3224BB63BB82A0B971DB07EBC3D544A3CA41B7C8C867FCE8CE67F23E1B69CEF17391E357D26DE3D11DB6F987ACCCCFF865F1B0DBF98FF6FE07AE8E40F9D7C84D90FD9F4507CEE1BAEA7B0FC4C9CFD1FDBF17159E7D9B96B0595326823448E8242122A0480CB82757151B409335ECF12D86713BD560761617C0CCB8CA0E5237B766453504A91ADC7C40E7587C6943162F751E2106FEE8C604A94674CC17E8D662384F245F52480DFBC035FF1AC71BCA89433A81083DFE14CA7084FFAA4661F7D1E345643D5EB660E67B6F0715A0DEDA3D5225B22FB87376C48F0F625C36A1966D8383E4C417B27FBE523CBCF704551610F55122878AC1C37945C4D39D8BD831C3E8439515A78769136FC64F9C568B96E865950FDC442E8BA192147B52084CEC02402637D7A44C9562883321223FBCE14CAE1764D93DDE05A10C5D203A878CE898FE822A0A48AEA6149B37F3856DA5671BC7D76E467A595DC797B8ACB27D8B7C7EE401EE3B333E0AA1345F792A166A3C22736EB0F9183DF84005D7CB44D4F4735225D0C66B65AD9248A37405D5004BD8EAAD165B2B95A5E53D2EF463086F2925857E2951E66A8F006E52BECB0F4F6D4AD500C6218F02349784BEAAD90F2AA0EA042228FC0BD996670CBF55D5092FD8FD70EC8211923E558F259349C65DF217898DF27A41179533E92304EFEAD7F8804326488096F6C43966B079AE131E7F44152C320958683C46AAF26C0C804D0017E7C013483890CFD1BC008433439E631EDE8B42F4D4CBB6FDD2081779F12DC83B46155989EA90C38651FE2D32BDFEA57DD79BDF2ADB133765E1DB0C2D4D37C58DB00E507B4E36FA73AF8A023E291F7859728DE9B0491C1664C3DB69B4D4F26272DB3A279DA32359E1977F834403BBD4A54D4EA6E2723FB4796488F358CE0D1ECE2F3AE4DFCE374F0E81EAA7DD18753603B7F8ED5F9D6E41B7F9B32719B2F0726BEC2E9F7C47D1F134FDCCBF127CCCB5EAF75F6D9BCE8F2B273FFBB46A5F689129D2808DF79B78D2489DB6E773A5C22E48D20DA1C5E9213BFB2B1E796BF4FFFFC0FE5E09CA8');
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
INSERT INTO "facts" VALUES('f48f529336ce5764',1,'反馈问题','完成','{"report":"f48f529336ce5764","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"完成","quantity":{"value":1,"unit":"项","text":"","approximate":false,"each":false},"label":"完成","passage":{"report":"f48f529336ce5764","section":[],"start":39,"end":93,"text":"序号：1；问题原文：石桥镇污水管网不完善；牵头单位：县住建局；整改时限：2022年12月底；现状：已完成整改"},"start":39,"end":39,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"","status_text":"完成","unit_class":"项","of":"LEDGER1","period":"","as_of":"2023-06-30","members":["石桥镇污水管网不完善"],"repaired":false,"context":"台账中状态为完成的反馈问题","batch":"","parent":"","formula":"台账逐行计数=1","settled":0,"original":""}');
INSERT INTO "facts" VALUES('f48f529336ce5764',2,'反馈问题','分类','{"report":"f48f529336ce5764","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"分类","quantity":{"value":1,"unit":"项","text":"","approximate":false,"each":false},"label":"住建局牵头","passage":{"report":"f48f529336ce5764","section":[],"start":39,"end":93,"text":"序号：1；问题原文：石桥镇污水管网不完善；牵头单位：县住建局；整改时限：2022年12月底；现状：已完成整改"},"start":39,"end":39,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"部门","status_text":"","unit_class":"项","of":"LEDGER1","period":"","as_of":"2023-06-30","members":["石桥镇污水管网不完善"],"repaired":false,"context":"台账中牵头单位为县住建局的反馈问题","batch":"","parent":"","formula":"台账逐行计数=1","settled":0,"original":""}');
INSERT INTO "facts" VALUES('f48f529336ce5764',3,'反馈问题','分类','{"report":"f48f529336ce5764","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"分类","quantity":{"value":1,"unit":"项","text":"","approximate":false,"each":false},"label":"住建局牵头","passage":{"report":"f48f529336ce5764","section":[],"start":39,"end":93,"text":"序号：1；问题原文：石桥镇污水管网不完善；牵头单位：县住建局；整改时限：2022年12月底；现状：已完成整改"},"start":39,"end":39,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"部门","status_text":"","unit_class":"项","of":"LEDGER1","period":"","as_of":"2023-06-30","members":["石桥镇污水管网不完善"],"repaired":false,"context":"台账中牵头单位为县住建局的反馈问题","batch":"","parent":"完成","formula":"台账逐行计数=1","settled":0,"original":""}');
INSERT INTO "facts" VALUES('f48f529336ce5764',4,'反馈问题','推进','{"report":"f48f529336ce5764","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"推进","quantity":{"value":1,"unit":"项","text":"","approximate":false,"each":false},"label":"正在推进","passage":{"report":"f48f529336ce5764","section":[],"start":94,"end":144,"text":"序号：2；问题原文：矿山修复滞后；牵头单位：县自然资源局；整改时限：2023年3月底；现状：正在推进"},"start":94,"end":94,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"","status_text":"正在推进","unit_class":"项","of":"LEDGER1","period":"","as_of":"2023-06-30","members":["矿山修复滞后"],"repaired":false,"context":"台账中状态为正在推进的反馈问题","batch":"","parent":"","formula":"台账逐行计数=1","settled":0,"original":""}');
INSERT INTO "facts" VALUES('f48f529336ce5764',5,'反馈问题','分类','{"report":"f48f529336ce5764","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"分类","quantity":{"value":1,"unit":"项","text":"","approximate":false,"each":false},"label":"自然资源局牵头","passage":{"report":"f48f529336ce5764","section":[],"start":94,"end":144,"text":"序号：2；问题原文：矿山修复滞后；牵头单位：县自然资源局；整改时限：2023年3月底；现状：正在推进"},"start":94,"end":94,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"部门","status_text":"","unit_class":"项","of":"LEDGER1","period":"","as_of":"2023-06-30","members":["矿山修复滞后"],"repaired":false,"context":"台账中牵头单位为县自然资源局的反馈问题","batch":"","parent":"","formula":"台账逐行计数=1","settled":0,"original":""}');
INSERT INTO "facts" VALUES('f48f529336ce5764',6,'反馈问题','分类','{"report":"f48f529336ce5764","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"分类","quantity":{"value":1,"unit":"项","text":"","approximate":false,"each":false},"label":"自然资源局牵头","passage":{"report":"f48f529336ce5764","section":[],"start":94,"end":144,"text":"序号：2；问题原文：矿山修复滞后；牵头单位：县自然资源局；整改时限：2023年3月底；现状：正在推进"},"start":94,"end":94,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"部门","status_text":"","unit_class":"项","of":"LEDGER1","period":"","as_of":"2023-06-30","members":["矿山修复滞后"],"repaired":false,"context":"台账中牵头单位为县自然资源局的反馈问题","batch":"","parent":"推进","formula":"台账逐行计数=1","settled":0,"original":""}');
INSERT INTO "facts" VALUES('f48f529336ce5764',7,'反馈问题','分类','{"report":"f48f529336ce5764","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"分类","quantity":{"value":1,"unit":"项","text":"","approximate":false,"each":false},"label":"自然资源局牵头","passage":{"report":"f48f529336ce5764","section":[],"start":94,"end":144,"text":"序号：2；问题原文：矿山修复滞后；牵头单位：县自然资源局；整改时限：2023年3月底；现状：正在推进"},"start":94,"end":94,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"部门","status_text":"","unit_class":"项","of":"LEDGER1","period":"","as_of":"2023-06-30","members":["矿山修复滞后"],"repaired":false,"context":"台账中牵头单位为县自然资源局的反馈问题","batch":"","parent":"未完成","formula":"台账逐行计数=1","settled":0,"original":""}');
INSERT INTO "facts" VALUES('f48f529336ce5764',8,'反馈问题','分类','{"report":"f48f529336ce5764","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"分类","quantity":{"value":1,"unit":"项","text":"","approximate":false,"each":false},"label":"逾期","passage":{"report":"f48f529336ce5764","section":[],"start":94,"end":144,"text":"序号：2；问题原文：矿山修复滞后；牵头单位：县自然资源局；整改时限：2023年3月底；现状：正在推进"},"start":94,"end":94,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"时限","status_text":"","unit_class":"项","of":"LEDGER1","period":"","as_of":"2023-06-30","members":["矿山修复滞后"],"repaired":false,"context":"逾期","batch":"","parent":"","formula":"台账逐行计数=1","settled":0,"original":""}');
INSERT INTO "facts" VALUES('f48f529336ce5764',9,'反馈问题','分类','{"report":"f48f529336ce5764","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"分类","quantity":{"value":1,"unit":"项","text":"","approximate":false,"each":false},"label":"逾期未完成","passage":{"report":"f48f529336ce5764","section":[],"start":94,"end":144,"text":"序号：2；问题原文：矿山修复滞后；牵头单位：县自然资源局；整改时限：2023年3月底；现状：正在推进"},"start":94,"end":94,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"时限","status_text":"","unit_class":"项","of":"LEDGER1","period":"","as_of":"2023-06-30","members":["矿山修复滞后"],"repaired":false,"context":"逾期未完成","batch":"","parent":"","formula":"台账逐行计数=1","settled":0,"original":""}');
INSERT INTO "facts" VALUES('f48f529336ce5764',10,'反馈问题','分类','{"report":"f48f529336ce5764","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"分类","quantity":{"value":1,"unit":"项","text":"","approximate":false,"each":false},"label":"逾期","passage":{"report":"f48f529336ce5764","section":[],"start":94,"end":144,"text":"序号：2；问题原文：矿山修复滞后；牵头单位：县自然资源局；整改时限：2023年3月底；现状：正在推进"},"start":94,"end":94,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"时限","status_text":"","unit_class":"项","of":"LEDGER1","period":"","as_of":"2023-06-30","members":["矿山修复滞后"],"repaired":false,"context":"逾期","batch":"","parent":"未完成","formula":"台账逐行计数=1","settled":0,"original":""}');
INSERT INTO "facts" VALUES('f48f529336ce5764',11,'反馈问题','分类','{"report":"f48f529336ce5764","place":{"name":"青禾县","within":[]},"track":"反馈问题","metric":"分类","quantity":{"value":1,"unit":"项","text":"","approximate":false,"each":false},"label":"逾期未完成","passage":{"report":"f48f529336ce5764","section":[],"start":94,"end":144,"text":"序号：2；问题原文：矿山修复滞后；牵头单位：县自然资源局；整改时限：2023年3月底；现状：正在推进"},"start":94,"end":94,"inspection":{"level":"中央","round":"第二轮","revisit":false,"team":"","campaign":""},"dimension":"时限","status_text":"","unit_class":"项","of":"LEDGER1","period":"","as_of":"2023-06-30","members":["矿山修复滞后"],"repaired":false,"context":"逾期未完成","batch":"","parent":"未完成","formula":"台账逐行计数=1","settled":0,"original":""}');
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
INSERT INTO "files" VALUES('f269f8e7f453c7f8618470e7c4c4c3a0ae1432a4564cb340674ef7860b8ab00b','青禾县.txt','/office/青禾县.txt',0,'reader 5, extractor 5, lexicon ed6466e07f126b8e b5b90c7c5a30fea2, schema 5','{"path":"青禾县.txt","reports":["f269f8e7f453c7f8"],"status":"added","reason":"","characters":140,"sections":3,"facts":6,"passages":3,"repairs":0,"notices":[]}','[]',X'789C3550DB52C2500C7CEFD7202833FE5D2BA29D5A0B48993AC8456E15997A40A8584F817E0C49CEE993BF6098E24B2693DDEC6E92F79F5478402F032969D5223F43D9C3FA06A4A7A208A4ABF702920F9C0AE50FC9B494B7C4710DB23E3953D59FE072489D98FC1FDDDCA31850AD8E775FAA7B4BCE0C5B8E6140621E4DEB4CC95EF0B353500CB217FA7E532E952BF81357A967574A14CC7E776E218A8DC73CB459E8E20A92451E887CFCCC207EAF51B864370BC56BC678AA0F07B457281B146C4F2632AC3270346FCE017BC33C88414ED1194036D22283745B2E71392BD6E7796DCEA04ADBBCC4A1A5CBA121497568A1D5A54DC740EFE1745E71473C813465267F0DDF7CA672F3FF381B9B1E3622DC9997148D20697370D875B510EAD557EF5B7652FBF5C9E60FADAD0373');
INSERT INTO "files" VALUES('f48f529336ce576400800fe04682c728e07876b4a4f1d762f712e8e16d578402','青禾县台账.csv','/office/青禾县台账.csv',0,'reader 5, extractor 5, lexicon ed6466e07f126b8e b5b90c7c5a30fea2, schema 5','{"path":"青禾县台账.csv","reports":["f48f529336ce5764"],"status":"added","reason":"","characters":144,"sections":1,"facts":12,"passages":1,"repairs":0,"notices":[]}','[]',X'789C2DCFC16E82401006E03BCFB20785A4CF675312D0C8421B9136D512148931BA42455494F2323BB3BB275FA16B70CEFF7CFF8C9A7F88EC0F682BB65B5E8F65C3F879072913931807AF82EE61F1C6DB398E52315FC23E06DF5399AB22A6169F189638B9809FCB32BBDF5C7437D239983DD3824BF98233D7EA61B4BADF86448F01B50FFE89749B40639C3A440C8F9096E085BCF148A76154A9AF80089A8B5165F489880F98AC54E86091605E0A9688E69D9F3D606398DA441FCE1B1FAE351403A2AB4D5DDD377537D42181D3AF8EA11B74B4616AAD85A2E02D83D4C3EB0F04F421486723EC4A1E6DAC83A7F378C17A32B85BC26C8D742DDB6FE31FF05BC538');
CREATE TABLE "indexed" (
	report VARCHAR(40) NOT NULL, 
	revision INTEGER NOT NULL, 
	PRIMARY KEY (report)
);
INSERT INTO "indexed" VALUES('f269f8e7f453c7f8',1);
INSERT INTO "indexed" VALUES('f48f529336ce5764',6);
CREATE TABLE kin (
	report VARCHAR(40) NOT NULL, 
	other VARCHAR(40) NOT NULL, 
	kind VARCHAR(10) NOT NULL, 
	share INTEGER NOT NULL, 
	PRIMARY KEY (report, other, kind), 
	FOREIGN KEY(report) REFERENCES reports (id) ON DELETE CASCADE, 
	FOREIGN KEY(other) REFERENCES reports (id) ON DELETE CASCADE
);
CREATE TABLE ledger_columns (
	number INTEGER NOT NULL, 
	head TEXT NOT NULL, 
	name TEXT NOT NULL, 
	role VARCHAR(20) NOT NULL, 
	made_by TEXT NOT NULL, 
	made_at VARCHAR(32) NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "ledger_columns" VALUES(1,'["序号","问题原文","牵头单位","整改时限","现状"]','现状','status','某人','2026-11-22T17:36:16+00:00');
CREATE TABLE ledger_versions (
	number INTEGER NOT NULL, 
	report VARCHAR(40) NOT NULL, 
	source TEXT NOT NULL, 
	title TEXT NOT NULL, 
	path TEXT NOT NULL, 
	place TEXT, 
	as_of VARCHAR(10), 
	taken_at VARCHAR(32) NOT NULL, 
	series TEXT NOT NULL, 
	items BLOB NOT NULL, 
	PRIMARY KEY (number)
);
INSERT INTO "ledger_versions" VALUES(1,'f48f529336ce5764','/office/青禾县台账.csv','青禾县第二轮中央生态环境保护督察反馈问题整改台账（截至2023年6月30日）','青禾县台账.csv','{"name":"青禾县","within":[]}','2023-06-30','2026-11-22T17:35:20.376247+00:00','{"inspection":"第二轮中央督察","track":"反馈问题","head":["序号","问题原文","牵头单位","整改时限","现状"]}',X'789CA590CB6AC2401486DF65D6114CD295AF222E4633DAC098481217A5145C08BAF056A8DDD456821644346D5A5B6D44F2323993F8163D692DF40285D2E577CE7F98F9BFFC2931EAD522B3488EC8442235CB2C7256458AC78FC2BDDD0F5BC277C5FD2AF6DC78771E6DBAE075E0B28951DDB06BACE4E8A691A6178B28E8243B2FDA2C61EAC5D713B81B63C876A8C3700FEB073C14ED8118CDF7170DE8AF7159D60DDD3E661AC939569D49A4C44D3BA532E536A2C6A8C675233D57B28A022F2B5911A3360443BCD5E8C9619E91958C9AFE9D639EE4F2047A61B4EBC33600BF410A12A998946316135546EDBAC5EC77C2AE15840FE2B4943E95B83319DBA889DB2167D2273DCA373D21F87E147A30ED8AED0D0C7A7F5522961318CD446F9684575F641CEAFF6A43451BEA4F196A26ABFE9091B4E671F339796A8A60F01F25476F4A0AAF9FA5F5A0');
CREATE TABLE meta (
	name VARCHAR(40) NOT NULL, 
	value INTEGER NOT NULL, 
	PRIMARY KEY (name)
);
INSERT INTO "meta" VALUES('schema',5);
INSERT INTO "meta" VALUES('generation',6);
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
INSERT INTO "reports" VALUES('f269f8e7f453c7f8','f269f8e7f453c7f8618470e7c4c4c3a0ae1432a4564cb340674ef7860b8ab00b',0,1,'青禾县人民政府关于第二轮中央生态环境保护督察整改落实情况的报告','整改落实情况报告','{"name":"青禾县","within":[]}','2023-06-30','青禾县.txt',0,X'789CED545F4FDA5014FF2E7DC6A5D08ACA570163BA72AB4D4ADBB445B718129873238CA14E088B4399FF9833AC3A650E8BCA87B1F7B63CED2BECDCB6E88CDBE3923DECA5B9E79CDFF9FDCE3DA7F72C3372964931522239234DA329899FE4C429699A8931BA602D4064B4FDCEEBDCE0DAF089F5CC02B7255B0AFAD5EF3A0E39DD20F521765A78F5DC756A5EB7EB3A55FFDA76FB5FF081EDD5DBA458F26A27786FC51D6E93CA81B7BD8F4FDAA4D123F54B7FFD1ADB3B646515BFFAE66DBD249543BC51019D79A41A54E731EA0EA22B820890654615720F4A82D8926C2DC82A934ACF16628C60CE691200126C829B6093131CCB44CE3953CB1B62A0533EF65F9F93E62169B5216A084B7FFB921935A3BAFDE26DB11481861FF0D74608CAA8613DB4627CD94B92569963A1B81F57D59017AFBD1D75CAC0159F74FBC7A3A63DDA7B0F41FCFD0CDB55525E0F296720065EFFE606974FB1B3469A1754C5E92421705B7C11D5D86A8F9A3DD739C0951D77B8EBDB4377709160E11331AE1E8D568E20E80D362129A8DBA942DD6E7FE0774AB8B445CE1B1915D7DED04B8677E9EDBB830180A177F8531DB07018B7AF8CD76B78AD8BAF8A3CE9EEBAFD4DA8DDBDDAF26DDBFB58F73E5F8098777D1628C124440509EAFF59FC13B3D024C9449649DF5C309639D3120C6AA7D9D9E0CD3C7620354BCD384F1DA2A6CB08F64DDA32F288BE4C138996ACA914B11C6D9C34E014B4881426C50280F205272062521C5788DD01993F4D8CB9A788DF51705CC41167F907248FDAF7DB74C81AE7F36C815E0EE9826C9861C1B269E691017FE9FD62D1E95F9BE6F9D8240F0053C8E9746F4A826222C064B306324D84C214359F7B3A4E879618487C1E1ABA212F0A160A4544A428915E4E30E665353254CD9245141990ABCDABB219B4990A230B1676761CA4AB32300A3F0153B24858','','{"characters":140,"sections":3,"facts":6,"passages":3,"repairs":0,"notices":[]}','[]','[-7219811256554112017,-382265707483966623,692897200829637503,8715693681423887306,7096801237248252414,-7937917948483060050]');
INSERT INTO "reports" VALUES('f48f529336ce5764','f48f529336ce576400800fe04682c728e07876b4a4f1d762f712e8e16d578402',0,6,'青禾县第二轮中央生态环境保护督察反馈问题整改台账（截至2023年6月30日）','整改清单','{"name":"青禾县","within":[]}','2023-06-30','青禾县台账.csv',0,X'789CED95DD4E1A4114C7DF65AFB1D92F16F0552831EB32E826CB2ED95D348D21B1A90D68E4A38D685BB50445638CA254FC42282FC3CCC215AFD033ECD26E2B66EF9A5EF4863073CEEF9CFF9C3973768D5193CC3C9312A3A9301F13044941E1882432212623DBCB60191D7E744EBFE3521F97AF87EDD3578AB502465BB535E4B73A171783CEF6B0D71C3C5CE246D3D9A991F5B74EE90A1FBD1BF40FC956C3393CC657355C2E8E4E0BA3BDE6E8E813A9B6C9CEA31B76DC2D90C2F9307FC3B3BC801FDB123928082CD93B19773721DD12D24D9ACE45C8C37B5CAC52899AACC0F61AA3CBE9DFD4806D55B597559D998F27722146B6168C1438D0E873AC3427B08CB7B96019595399C49EE48794E4A00656535EFD4BE77BADE34E1997EFC7DD2FDCB8BBEFC2B85423BB79D8726A37A47E32AAE649AB4EAEDB4EB3EEF43E0C1E8AB8B98D7737C0DFD9BCC58D361464D02B823F681DF4CAF8A9835BEB60F52AB67737FA5C012BA4E7213DC7437EDCA952BC74ED6CDD51F0FE1BC424858A8BF854F1B354F571AB35E83771A3489EBEE24A69A69261FEDCD9B81BDE6E904EE5253DB41CC27339E4F2181F9C91D2D9B0BF0FD7A16848D6FF5FC8BF7321462A6521DBA2AF6F72370B962D9B741D671393D7F37C03E949BAE44411361423A322183D71DBCC22FA462DA4D8AAA1538F356FF8C4C14F432B4863E65970A0F126FF2010330F61723430CAC8AA69B9CEAA656591096DF2EB796768DBC4F9484888808325A7337470A564CD42E0934C9AC8B21072113D9B5E9CE220C744CA1B779131D515D9466E1205699AABF20F45421406A3BC38198CC3FA1947A788015384A3A7D5B26910C2E5423F3191F7385198CD092F70318F0BC70239DEC749618F938239C1C745A65C540CE4441F178D7A5C2CF87C611F178B4CB917EA29CEAE0BC78AD3D6E0D840D25F198E93A624CF0792FEDA70FCF4909C200592FEEA70A2AF9103C9306DF5B46C2EA9BAD7EABA61AB0AF216D0A9C692AE5A930745DB1CD9F07D4E4E8DF4F3481771C67DCD90007E615E328944EE070CABE62A','','{"characters":144,"sections":1,"facts":12,"passages":1,"repairs":0,"notices":[]}','[]','[-6657228330119453442,-2012068287649338673,765606504907951605,-8318472866553358626,-8094049957568994441,43808339240425079]');
CREATE TABLE sources (
	source TEXT NOT NULL, 
	file VARCHAR(64) NOT NULL, 
	PRIMARY KEY (source), 
	FOREIGN KEY(file) REFERENCES files (sha256) ON DELETE CASCADE
);
INSERT INTO "sources" VALUES('/office/青禾县.txt','f269f8e7f453c7f8618470e7c4c4c3a0ae1432a4564cb340674ef7860b8ab00b');
INSERT INTO "sources" VALUES('/office/青禾县台账.csv','f48f529336ce576400800fe04682c728e07876b4a4f1d762f712e8e16d578402');
CREATE INDEX ix_ledger_versions_report ON ledger_versions (report);
CREATE INDEX ix_sources_file ON sources (file);
CREATE INDEX ix_reports_state ON reports (id, revision);
CREATE INDEX ix_reports_file ON reports (file);
CREATE INDEX ix_reports_revision ON reports (revision);
CREATE INDEX ix_reports_versions ON reports (title, place, as_of);
CREATE INDEX ix_kin_other ON kin (other);
COMMIT;
