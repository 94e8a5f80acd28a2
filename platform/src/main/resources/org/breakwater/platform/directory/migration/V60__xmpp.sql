-- Who watches whom across SIP and XMPP. Direction is the side of the one who watches: xmpp or sip.

CREATE TABLE `breakwater_xmpp_roster` (
  `direction` VARCHAR(8) NOT NULL,
  `username`  VARCHAR(128) NOT NULL,
  `contact`   VARCHAR(512) NOT NULL,
  `approved`  SMALLINT NOT NULL DEFAULT 0,
  PRIMARY KEY (`direction`, `username`, `contact`)
);
