-- Documents of users (lists of people to watch, who may see whom) in Kamailio's table. A database of Kamailio's may have it.

CREATE TABLE IF NOT EXISTS `xcap` (
  `id`       INT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
  `username` VARCHAR(64) NOT NULL,
  `domain`   VARCHAR(64) NOT NULL,
  `doc`      MEDIUMBLOB NOT NULL,
  `doc_type` INT NOT NULL,
  `etag`     VARCHAR(128) NOT NULL,
  `source`   INT NOT NULL,
  `doc_uri`  VARCHAR(255) NOT NULL,
  `port`     INT NOT NULL,
  CONSTRAINT doc_uri_idx UNIQUE (`doc_uri`),
  KEY account_doc_type_idx (`username`, `domain`, `doc_type`),
  KEY account_doc_type_uri_idx (`username`, `domain`, `doc_type`, `doc_uri`),
  KEY account_doc_uri_idx (`username`, `domain`, `doc_uri`)
);

INSERT INTO `version` (`table_name`, `table_version`)
  SELECT 'xcap', 4 FROM (SELECT COUNT(*) AS there FROM `version` WHERE `table_name` = 'xcap') AS found WHERE there = 0;
