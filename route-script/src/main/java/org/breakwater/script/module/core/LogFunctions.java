package org.breakwater.script.module.core;

import java.util.List;
import org.breakwater.script.export.ArgumentKind;
import org.breakwater.script.export.FunctionExport;

/** {@code log} and {@code error}: constant text into the log. */
final class LogFunctions {

    private static final int DEBUG = 3;
    private static final int NOTICE = 1;

    private LogFunctions() {}

    static List<FunctionExport> exports() {
        return List.of(
                FunctionExport.of(
                        "log",
                        RouteSets.ANY,
                        (a, load) -> {
                            String text = a.constantString(0);
                            return ctx -> {
                                ctx.log(DEBUG, text);
                                return 1;
                            };
                        },
                        ArgumentKind.CONSTANT_STRING),
                FunctionExport.of(
                        "log",
                        RouteSets.ANY,
                        (a, load) -> {
                            int level = a.constantInt(0);
                            String text = a.constantString(1);
                            return ctx -> {
                                ctx.log(level, text);
                                return 1;
                            };
                        },
                        ArgumentKind.CONSTANT_INT,
                        ArgumentKind.CONSTANT_STRING),
                FunctionExport.of(
                        "error",
                        RouteSets.ANY,
                        (a, load) -> {
                            String text = "error(\"" + a.constantString(0) + "\", \"" + a.constantString(1) + "\")\n";
                            return ctx -> {
                                ctx.log(NOTICE, text);
                                return 1;
                            };
                        },
                        ArgumentKind.CONSTANT_STRING,
                        ArgumentKind.CONSTANT_STRING));
    }
}
