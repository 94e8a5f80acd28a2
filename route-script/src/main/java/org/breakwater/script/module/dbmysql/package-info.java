/**
 * The {@code db_mysql} module: lets scripts name MariaDB and MySQL databases. Has no functions.
 *
 * <p>Load-time code only. May call: script.export.
 */
package org.breakwater.script.module.dbmysql;
