package org.breakwater.script.module.sqlops;

import static org.breakwater.script.export.ArgumentKind.CONSTANT_STRING;
import static org.breakwater.script.export.ArgumentKind.STRING;
import static org.breakwater.script.export.FunctionExport.ANY_ROUTE;

import java.time.ZoneId;
import org.breakwater.platform.directory.Directories;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ModuleRuntime;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.export.TransformationExport;
import org.breakwater.script.module.shared.KnownParameters;

/** Export table of sqlops. */
public final class SqlopsModule implements ScriptModule {

    private final SqlConnections connections;
    private final ModuleExports exports;

    /**
     * @param directories databases by URL; asked when the server runs
     * @param zone in which times without a zone are read
     */
    public SqlopsModule(Directories directories, ZoneId zone) {
        this.connections = new SqlConnections(directories);
        ResultNames names = new ResultNames();
        ModuleExports.Builder table = ModuleExports.of("sqlops")
                .parameter(ParameterExport.string("sqlcon", connections::declare))
                .parameter(ParameterExport.string("sqlres", names::declare))
                .parameter(ParameterExport.integer("results_maxsize", names::setLimit));
        functions(table, new SqlFunctions(connections, names, zone));
        SqlVariables variables = new SqlVariables(connections);
        this.exports = KnownParameters.complete(table.pv(new PvExport("dbr", variables::result))
                .pv(new PvExport("sqlrows", variables::rows))
                .transformation(
                        new TransformationExport("sql", (input, t, load) -> SqlText.transformation(input, t.name()))));
    }

    private static void functions(ModuleExports.Builder table, SqlFunctions f) {
        table.function(FunctionExport.blocking(
                        "sql_query", ANY_ROUTE, (a, l) -> f.query(a), CONSTANT_STRING, STRING, CONSTANT_STRING))
                .function(
                        FunctionExport.blocking("sql_query", ANY_ROUTE, (a, l) -> f.query(a), CONSTANT_STRING, STRING))
                .function(FunctionExport.blocking(
                        "sql_xquery", ANY_ROUTE, (a, l) -> f.xquery(a), CONSTANT_STRING, STRING, CONSTANT_STRING))
                .function(FunctionExport.blocking(
                        "sql_pvquery", ANY_ROUTE, f::pvquery, CONSTANT_STRING, STRING, CONSTANT_STRING))
                .function(
                        FunctionExport.of("sql_query_async", ANY_ROUTE, (a, l) -> f.async(a), CONSTANT_STRING, STRING))
                .function(FunctionExport.of("sql_result_free", ANY_ROUTE, (a, l) -> f.free(a), CONSTANT_STRING));
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }

    @Override
    public void running(ModuleRuntime runtime) {
        connections.open(runtime.log());
    }
}
