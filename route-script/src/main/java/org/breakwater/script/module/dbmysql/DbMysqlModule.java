package org.breakwater.script.module.dbmysql;

import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.shared.KnownParameters;

/** Export table of db_mysql: parameters only, the driver's own settings decide. */
public final class DbMysqlModule implements ScriptModule {

    private final ModuleExports exports = KnownParameters.complete(ModuleExports.of("db_mysql"));

    @Override
    public ModuleExports exports() {
        return exports;
    }
}
