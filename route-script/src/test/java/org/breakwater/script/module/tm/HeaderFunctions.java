package org.breakwater.script.module.tm;

import org.breakwater.script.export.ArgumentKind;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.run.Expression;
import org.breakwater.sip.message.MessageWriter;

/** Two functions of textops that the tests of this package need. */
final class HeaderFunctions implements ScriptModule {

    private final ModuleExports exports = ModuleExports.of("textops")
            .function(FunctionExport.of(
                    "append_hf",
                    FunctionExport.ANY_ROUTE,
                    (a, load) -> {
                        Expression field = a.expression(0);
                        return ctx -> {
                            ctx.edits().insert(MessageWriter.endOfHeaders(ctx.message()), field.asText(ctx));
                            return 1;
                        };
                    },
                    ArgumentKind.STRING))
            .function(FunctionExport.of(
                    "append_to_reply",
                    FunctionExport.ANY_ROUTE,
                    (a, load) -> {
                        Expression field = a.expression(0);
                        return ctx -> {
                            ctx.reply().extraHeaders().append(field.asText(ctx));
                            return 1;
                        };
                    },
                    ArgumentKind.STRING))
            .build();

    @Override
    public ModuleExports exports() {
        return exports;
    }
}
