package org.breakwater.script.module.permissions;

import static org.breakwater.script.export.ArgumentKind.CONSTANT_STRING;
import static org.breakwater.script.export.ArgumentKind.PV;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ModuleExports;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Destination;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.sip.message.HeaderName;
import org.breakwater.sip.message.NameAddr;
import org.breakwater.sip.message.SipParseException;

/** Functions that decide by rules in files: {@code allow_routing}, {@code allow_register}, {@code allow_uri}. */
final class RuleFunctions {

    private static final Set<RouteKind> REQUEST_AND_FAILURE = Set.of(RouteKind.REQUEST, RouteKind.FAILURE);

    private String allowFile = "permissions.allow";
    private String denyFile = "permissions.deny";
    private String allowSuffix = ".allow";
    private String denySuffix = ".deny";
    private boolean checkAllBranches = true;
    private Path folder;

    void export(ModuleExports.Builder table) {
        Set<RouteKind> any = FunctionExport.ANY_ROUTE;
        table.parameter(ParameterExport.string("default_allow_file", v -> allowFile = v))
                .parameter(ParameterExport.string("default_deny_file", v -> denyFile = v))
                .parameter(ParameterExport.string("allow_suffix", v -> allowSuffix = v))
                .parameter(ParameterExport.string("deny_suffix", v -> denySuffix = v))
                .parameter(ParameterExport.integer("check_all_branches", v -> checkAllBranches = v != 0))
                .function(FunctionExport.of("allow_routing", any, (a, l) -> routing(defaults())))
                .function(FunctionExport.of("allow_routing", any, (a, l) -> routing(named(a)), CONSTANT_STRING))
                .function(FunctionExport.of(
                        "allow_routing", any, (a, l) -> routing(pair(a)), CONSTANT_STRING, CONSTANT_STRING))
                .function(FunctionExport.of(
                        "allow_register", REQUEST_AND_FAILURE, (a, l) -> register(named(a)), CONSTANT_STRING))
                .function(FunctionExport.of(
                        "allow_register",
                        REQUEST_AND_FAILURE,
                        (a, l) -> register(pair(a)),
                        CONSTANT_STRING,
                        CONSTANT_STRING))
                .function(FunctionExport.of("allow_uri", REQUEST_AND_FAILURE, this::uri, CONSTANT_STRING, PV));
    }

    /** Files with relative names are looked for beside the script. */
    void start(LoadContext load) {
        folder = load.folder();
    }

    /** Rules that allow, and rules that deny what the first ones do not name. */
    private record Rules(RuleFile allow, RuleFile deny) {
        boolean allows(String from, String to) {
            return allow.matches(from, to) || !deny.matches(from, to);
        }
    }

    private Rules defaults() throws FixupException {
        return rules(allowFile, denyFile);
    }

    private Rules named(Arguments a) throws FixupException {
        return rules(a.constantString(0) + allowSuffix, a.constantString(0) + denySuffix);
    }

    private Rules pair(Arguments a) throws FixupException {
        return rules(a.constantString(0), a.constantString(1));
    }

    private Rules rules(String allow, String deny) throws FixupException {
        return new Rules(RuleFile.read(folder.resolve(allow)), RuleFile.read(folder.resolve(deny)));
    }

    private Action routing(Rules rules) {
        return ctx -> {
            try {
                String from = ctx.message().from().uriText();
                for (String to : targets(ctx)) {
                    if (!rules.allows(from, to)) {
                        return -1;
                    }
                }
                return 1;
            } catch (SipParseException e) {
                return -1;
            }
        };
    }

    private List<String> targets(ScriptContext ctx) {
        List<String> targets = new ArrayList<>();
        targets.add(ctx.requestUri());
        if (checkAllBranches) {
            ctx.branches().stream()
                    .map(Destination::uri)
                    .filter(java.util.Objects::nonNull)
                    .forEach(targets::add);
        }
        return targets;
    }

    private static Action register(Rules rules) {
        return ctx -> {
            try {
                String to = ctx.message().to().uriText();
                if (ctx.message().isContactStar()) {
                    return 1;
                }
                for (NameAddr contact : ctx.message().addresses(HeaderName.CONTACT)) {
                    if (!rules.allows(to, contact.uriText())) {
                        return -1;
                    }
                }
                return 1;
            } catch (SipParseException e) {
                return -1;
            }
        };
    }

    private Action uri(Arguments a, LoadContext load) throws FixupException {
        Rules rules = named(a);
        Pv uri = a.pv(1);
        return ctx -> {
            try {
                return rules.allows(ctx.message().from().uriText(), uri.asText(ctx)) ? 1 : -1;
            } catch (SipParseException e) {
                return -1;
            }
        };
    }
}
