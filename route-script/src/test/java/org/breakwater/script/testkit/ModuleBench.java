package org.breakwater.script.testkit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.breakwater.script.export.ArgumentKind;
import org.breakwater.script.export.Arguments;
import org.breakwater.script.export.FixupException;
import org.breakwater.script.export.FunctionExport;
import org.breakwater.script.export.LoadContext;
import org.breakwater.script.export.ParameterExport;
import org.breakwater.script.export.PvExport;
import org.breakwater.script.export.ScriptModule;
import org.breakwater.script.export.TransformationExport;
import org.breakwater.script.run.CustomParameters;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.LocalDomains;
import org.breakwater.script.run.Numbers;
import org.breakwater.script.run.PosixRegex;
import org.breakwater.script.run.Pv;
import org.breakwater.script.run.Route;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;
import org.breakwater.script.run.Value;
import org.breakwater.script.syntax.FormatString;
import org.breakwater.script.syntax.PvSpec;
import org.breakwater.script.syntax.PvSyntaxException;

/** Loads modules without a script, and calls their functions and variables as a script would. */
public final class ModuleBench implements LoadContext {

    private final List<ScriptModule> modules = new ArrayList<>();
    private final Map<String, Integer> slots = new HashMap<>();
    private final Map<String, String> defines = new HashMap<>();
    private final Map<String, String> coreParameters = new HashMap<>();
    private final Map<String, Integer> flags = new HashMap<>();
    private final Map<String, Route> routes = new HashMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final CustomParameters customParameters = new CustomParameters();
    private final LocalDomains localDomains = new LocalDomains();
    private Path folder = Path.of("").toAbsolutePath();

    /** Loads modules in order; {@link #start} follows when parameters are set. */
    public ModuleBench(ScriptModule... loaded) {
        modules.addAll(List.of(loaded));
    }

    /** Starts all modules. */
    public ModuleBench start() {
        try {
            for (ScriptModule module : modules) {
                module.start(this);
            }
            return this;
        } catch (FixupException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Sets a module parameter. */
    public ModuleBench parameter(String module, String name, Object value) {
        try {
            find(module, name).setter().set(value);
            return this;
        } catch (FixupException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private ParameterExport find(String module, String name) {
        return modules.stream()
                .filter(m -> m.exports().module().equals(module))
                .flatMap(m -> m.exports().parameters().stream())
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no parameter " + module + "." + name));
    }

    /** Puts a route in place. */
    public ModuleBench route(Route route) {
        routes.put(route.kind() + " " + route.name(), route);
        return this;
    }

    /** Puts the script into a folder; without this it lies in the working directory. */
    public ModuleBench folder(Path scriptFolder) {
        folder = scriptFolder;
        return this;
    }

    @Override
    public Path folder() {
        return folder;
    }

    /** Defines a name as {@code #!define} does. */
    public ModuleBench define(String name, String text) {
        defines.put(name, text);
        return this;
    }

    /** Sets a core parameter. */
    public ModuleBench coreParameter(String name, String text) {
        coreParameters.put(name, text);
        return this;
    }

    /** Declares a message flag. */
    public ModuleBench flag(String name, int number) {
        flags.put(name, number);
        return this;
    }

    /** Calls a function; arguments are written as in the script, without their quotes. */
    public int call(ScriptContext ctx, String name, String... arguments) {
        return bind(name, arguments).run(ctx);
    }

    /** Binds a function. */
    public org.breakwater.script.run.Action bind(String name, String... arguments) {
        FunctionExport f = function(name, arguments.length);
        try {
            return f.binder().bind(new Texts(f, arguments), this);
        } catch (FixupException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private FunctionExport function(String name, int arity) {
        return modules.stream()
                .flatMap(m -> m.exports().functions().stream())
                .filter(f -> f.name().equals(name) && f.parameters().size() == arity)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no function " + name + "/" + arity));
    }

    /** Evaluates a format string, as {@code "$ru to $(tu{uri.user})"}; null prints as {@code <null>}. */
    public String print(ScriptContext ctx, String text) {
        return formatUnchecked(text).asText(ctx);
    }

    /** The value of one variable with its transformations. */
    public Value value(ScriptContext ctx, String variable) {
        try {
            return expression(PvSpec.parse(variable)).eval(ctx);
        } catch (FixupException | PvSyntaxException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    /** Assigns to a variable; false when refused. */
    public boolean assign(ScriptContext ctx, String variable, Value value) {
        try {
            PvSpec spec = PvSpec.parse(variable);
            Pv pv = pv(variable);
            if (!pv.isWritable()) {
                throw new IllegalStateException(variable + " is read-only");
            }
            return spec.index() instanceof PvSpec.AllIndex ? pv.replaceAll(ctx, value) : pv.set(ctx, value);
        } catch (FixupException | PvSyntaxException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private Expression formatUnchecked(String text) {
        try {
            return format(text);
        } catch (FixupException e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    @Override
    public Expression format(String text) throws FixupException {
        List<Expression> parts = new ArrayList<>();
        try {
            for (FormatString.Piece piece : FormatString.parse(text).pieces()) {
                parts.add(
                        piece instanceof FormatString.Variable v
                                ? expression(v.spec())
                                : ctx -> Value.of(((FormatString.Literal) piece).text()));
            }
        } catch (PvSyntaxException e) {
            throw new FixupException(e.getMessage());
        }
        return ctx -> {
            StringBuilder out = new StringBuilder();
            for (Expression part : parts) {
                Value v = part.eval(ctx);
                out.append(v.isNull() ? "<null>" : v.toText());
            }
            return Value.of(out.toString());
        };
    }

    @Override
    public Pv pv(String text) throws FixupException {
        try {
            return bind(PvSpec.parse(text));
        } catch (PvSyntaxException e) {
            throw new FixupException(e.getMessage());
        }
    }

    private Pv bind(PvSpec spec) throws FixupException {
        if (spec.name().equals("null")) {
            return ctx -> Value.NULL;
        }
        for (ScriptModule module : modules) {
            for (PvExport export : module.exports().pseudoVariables()) {
                if (export.name().equals(spec.name())) {
                    return export.binder().bind(spec, this);
                }
            }
        }
        throw new FixupException("no variable " + spec.name());
    }

    private Expression expression(PvSpec spec) throws FixupException {
        Expression value = bind(spec);
        for (PvSpec.Transformation t : spec.transformations()) {
            value = transformation(t.className()).binder().bind(value, t, this);
        }
        return value;
    }

    private TransformationExport transformation(String className) throws FixupException {
        return modules.stream()
                .flatMap(m -> m.exports().transformations().stream())
                .filter(t -> t.className().equals(className))
                .findFirst()
                .orElseThrow(() -> new FixupException("no transformation class " + className));
    }

    @Override
    public Optional<Route> route(RouteKind kind, String name) {
        return Optional.ofNullable(routes.get(kind + " " + name));
    }

    @Override
    public boolean isLoaded(String module) {
        return modules.stream().anyMatch(m -> m.exports().module().equals(module));
    }

    @Override
    public <T extends ScriptModule> Optional<T> module(Class<T> type) {
        return modules.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    @Override
    public String coreParameter(String name) {
        return coreParameters.get(name);
    }

    @Override
    public String define(String name) {
        return defines.get(name);
    }

    @Override
    public void warn(String message) {
        warnings.add(message);
    }

    /** Warnings given while loading. */
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public int variableSlot(String name) {
        return slots.computeIfAbsent(name, n -> slots.size());
    }

    @Override
    public int flagNumber(String name) {
        return flags.getOrDefault(name, -1);
    }

    @Override
    public CustomParameters customParameters() {
        return customParameters;
    }

    @Override
    public LocalDomains localDomains() {
        return localDomains;
    }

    /** Arguments given as text. */
    private final class Texts implements Arguments {

        private final FunctionExport function;
        private final String[] texts;

        Texts(FunctionExport function, String[] texts) {
            this.function = function;
            this.texts = texts;
        }

        @Override
        public int count() {
            return texts.length;
        }

        @Override
        public String constantString(int i) {
            return texts[i];
        }

        @Override
        public int constantInt(int i) {
            return Numbers.parseOrZero(texts[i]);
        }

        @Override
        public Expression expression(int i) {
            boolean variable = function.parameters().get(i) != ArgumentKind.STRING && texts[i].startsWith("$");
            return variable ? ctx -> value(ctx, texts[i]) : formatUnchecked(texts[i]);
        }

        @Override
        public Pattern regex(int i) {
            return PosixRegex.compile(texts[i], true);
        }

        @Override
        public Pv pv(int i) {
            try {
                return ModuleBench.this.pv(texts[i]);
            } catch (FixupException e) {
                throw new IllegalStateException(e.getMessage(), e);
            }
        }

        @Override
        public boolean isConstant(int i) {
            return !texts[i].contains("$");
        }

        @Override
        public String text(int i) {
            return isConstant(i) ? texts[i] : null;
        }
    }
}
