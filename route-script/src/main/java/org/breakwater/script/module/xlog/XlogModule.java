package org.breakwater.script.module.xlog;

import static org.breakwater.script.export.ArgumentKind.STRING;

import java.util.List;
import java.util.Map;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.module.core.RouteSets;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.Numbers;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;

/** The xlog module. */
public final class XlogModule implements ScriptModule {

    private static final int ERROR = -1;
    private static final int DEBUG = 3;

    private static final Map<String, Integer> LEVELS = Map.of(
            "ALERT", -5, "BUG", -4, "CRIT2", -3, "CRIT", -2, "ERR", -1, "WARN", 0, "NOTICE", 1, "INFO", 2, "DBG", 3);

    private static final List<String> BY_LETTER =
            List.of("ALERT", "BUG", "CRIT", "ERR", "WARN", "NOTICE", "INFO", "DBG");

    private static final String COLOUR_LETTERS = "srgybpcw";

    private final ModuleExports exports;
    private String prefix = "<script>: ";
    private int bufferSize = 4096;
    private boolean colours;

    /** Makes the export table. */
    public XlogModule() {
        ModuleExports.Builder table = ModuleExports.of("xlog");
        functions(table);
        table.parameter(ParameterExport.string("prefix", v -> prefix = v));
        table.parameter(ParameterExport.integer("buf_size", v -> bufferSize = v));
        table.parameter(ParameterExport.integer("force_color", v -> colours = v != 0));
        table.parameter(ParameterExport.ignoredInteger("long_format"));
        table.parameter(ParameterExport.ignoredString("log_facility"));
        table.parameter(ParameterExport.ignoredString("log_colors"));
        table.parameter(ParameterExport.ignoredInteger("methods_filter"));
        table.parameter(ParameterExport.ignoredInteger("prefix_mode"));
        table.pv(new PvExport("C", (spec, load) -> {
            String letters = spec.inner() == null ? "" : spec.inner().text();
            Value code = Value.of(colourCode(letters));
            return ctx -> colours ? code : Value.of("");
        }));
        exports = table.build();
    }

    private void functions(ModuleExports.Builder table) {
        Map.of("xdbg", 3, "xinfo", 2, "xnotice", 1, "xwarn", 0, "xerr", -1, "xcrit", -2, "xbug", -4, "xalert", -5)
                .forEach((name, level) -> table.function(fixedLevel(name, level)));
        table.function(fixedLevel("xlog", ERROR));
        table.function(fixedLevel("xlogl", ERROR));
        table.function(fixedLevel("xdbgl", DEBUG));
        for (String name : new String[] {"xlog", "xlogl", "xlogm"}) {
            table.function(FunctionExport.of(name, RouteSets.ANY, (a, load) -> withLevel(a, 0, load), STRING, STRING));
        }
        for (String name : new String[] {"xlog", "xlogl"}) {
            table.function(
                    FunctionExport.of(name, RouteSets.ANY, (a, load) -> withLevel(a, 1, load), STRING, STRING, STRING));
        }
    }

    private FunctionExport fixedLevel(String name, int level) {
        return FunctionExport.of(
                name,
                RouteSets.ANY,
                (a, load) -> {
                    Expression text = a.expression(0);
                    return ctx -> write(ctx, level, text);
                },
                STRING);
    }

    private Action withLevel(Arguments a, int at, LoadContext load) {
        Expression text = a.expression(at + 1);
        if (a.isConstant(at)) {
            int level = level(a.text(at));
            if (!a.text(at).startsWith("L_") || !LEVELS.containsKey(a.text(at).substring(2))) {
                load.warn("\"" + a.text(at) + "\" is no log level; use L_ALERT, L_CRIT, L_ERR, L_WARN, L_NOTICE, L_INFO"
                        + " or L_DBG");
            }
            return ctx -> write(ctx, level, text);
        }
        Expression level = a.expression(at);
        return ctx -> write(ctx, computedLevel(level.eval(ctx)), text);
    }

    /** Kamailio looks at the letter behind {@code L_} only; what begins otherwise is an error line. */
    private static int level(String name) {
        if (!name.startsWith("L_")) {
            return ERROR;
        }
        Integer level = LEVELS.get(name.substring(2));
        if (level != null || name.length() == 2) {
            return level == null ? ERROR : level;
        }
        for (String known : BY_LETTER) {
            if (known.charAt(0) == name.charAt(2)) {
                return LEVELS.get(known);
            }
        }
        return ERROR;
    }

    private static int computedLevel(Value v) {
        if (v.isInt()) {
            return v.toInt();
        }
        String text = v.toText();
        return text.startsWith("L_") ? level(text) : Numbers.parse(text).orElse(ERROR);
    }

    private int write(ScriptContext ctx, int level, Expression text) {
        if (ctx.execution().log().isEnabled(level)) {
            String line = text.asText(ctx);
            ctx.log(level, prefix + (line.length() > bufferSize ? line.substring(0, bufferSize) : line));
        }
        return 1;
    }

    private static String colourCode(String letters) throws FixupException {
        if (letters.length() != 2) {
            throw new FixupException("$C(" + letters + ") needs two letters: foreground and background");
        }
        return "\u001b[0" + colour(letters.charAt(0), 30, letters) + colour(letters.charAt(1), 40, letters) + "m";
    }

    private static String colour(char letter, int base, String letters) throws FixupException {
        if (letter == 'x') {
            return ";" + (base + 9);
        }
        int number = COLOUR_LETTERS.indexOf(Character.toLowerCase(letter));
        if (number < 0) {
            throw new FixupException("$C(" + letters + "): '" + letter + "' is not one of x s r g y b p c w");
        }
        boolean bright = Character.isUpperCase(letter);
        return ";" + (bright ? "1;" : "") + (base + number);
    }

    @Override
    public ModuleExports exports() {
        return exports;
    }
}
