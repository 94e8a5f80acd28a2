-- Calendars that say what users do. Addresses are encrypted like passwords: whoever knows that of a published file may read it.

CREATE TABLE `breakwater_calendar` (
  `username`   VARCHAR(64) NOT NULL,
  `domain`     VARCHAR(64) NOT NULL,
  `name`       VARCHAR(32) NOT NULL,
  `kind`       VARCHAR(16) NOT NULL,
  `url_enc`    VARBINARY(2048) NOT NULL,
  `mailbox`    VARCHAR(255) NOT NULL DEFAULT '',
  `tenant`     VARCHAR(128) NOT NULL DEFAULT '',
  `login`      VARCHAR(255) NOT NULL DEFAULT '',
  `secret_enc` VARBINARY(2048) NOT NULL,
  `zone`       VARCHAR(64) NOT NULL,
  `titles`     SMALLINT NOT NULL DEFAULT 0,
  `tentative`  SMALLINT NOT NULL DEFAULT 0,
  PRIMARY KEY (`username`, `domain`, `name`)
);
