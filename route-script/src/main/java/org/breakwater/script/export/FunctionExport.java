package org.breakwater.script.export;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.breakwater.script.run.Action;
import org.breakwater.script.run.Expression;
import org.breakwater.script.run.RouteKind;
import org.breakwater.script.run.ScriptContext;

/**
 * A function. Several exports may share a name if they differ in the number of parameters.
 *
 * @param name as the script calls it
 * @param parameters what each parameter is; the call must give exactly that many
 * @param allowedIn route kinds it may stand in; elsewhere the script is refused
 * @param place on what thread it may be called
 * @param binder called once for each call in the script
 * @param returnCode what a call makes of {@code $rc}
 */
public record FunctionExport(
        String name,
        List<ArgumentKind> parameters,
        Set<RouteKind> allowedIn,
        Place place,
        Binder binder,
        ReturnCode returnCode) {

    /** What a call makes of {@code $rc}. */
    public enum ReturnCode {
        /** Its result, as functions of modules do. */
        SET,
        /** Nothing as a statement, 0 inside an expression, as functions of Kamailio's core do. */
        KEPT
    }

    /** Where a function may be called. */
    public enum Place {
        /** Anywhere: touches nothing but the context and thread-safe services. */
        ANYWHERE,
        /** On the message's worker only, because it touches transactions or timers; a pool thread hands the call over. */
        WORKER,
        /** On a pool thread, because it may wait for SQL, HTTP or a process: the routes that reach it run there. */
        POOL
    }

    /** Every kind of route. */
    public static final Set<RouteKind> ANY_ROUTE = Set.copyOf(EnumSet.allOf(RouteKind.class));

    /** Copies the collections. */
    public FunctionExport {
        parameters = List.copyOf(parameters);
        allowedIn = Set.copyOf(allowedIn);
    }

    /** A function that never blocks and touches only the context and thread-safe services. */
    public static FunctionExport of(String name, Set<RouteKind> allowedIn, Binder binder, ArgumentKind... parameters) {
        return new FunctionExport(name, List.of(parameters), allowedIn, Place.ANYWHERE, binder, ReturnCode.SET);
    }

    /** A function that touches transactions, timers or other things of the message's worker. */
    public static FunctionExport onWorker(
            String name, Set<RouteKind> allowedIn, Binder binder, ArgumentKind... parameters) {
        return new FunctionExport(name, List.of(parameters), allowedIn, Place.WORKER, binder, ReturnCode.SET);
    }

    /** A function that may block. */
    public static FunctionExport blocking(
            String name, Set<RouteKind> allowedIn, Binder binder, ArgumentKind... parameters) {
        return new FunctionExport(name, List.of(parameters), allowedIn, Place.POOL, binder, ReturnCode.SET);
    }

    /** The same as a function of the core, which leaves {@code $rc} alone. */
    public FunctionExport ofCore() {
        return new FunctionExport(name, parameters, allowedIn, place, binder, ReturnCode.KEPT);
    }

    /** A function of one text that is worked out at each call; for the rest like {@link #of}. */
    public static FunctionExport ofText(String name, Set<RouteKind> allowedIn, OfText function) {
        return of(
                name,
                allowedIn,
                (a, load) -> {
                    Expression text = a.expression(0);
                    return ctx -> function.apply(ctx, text.asText(ctx));
                },
                ArgumentKind.STRING);
    }

    /** The same with two texts. */
    public static FunctionExport ofTexts(String name, Set<RouteKind> allowedIn, OfTexts function) {
        return of(
                name,
                allowedIn,
                (a, load) -> {
                    Expression first = a.expression(0);
                    Expression second = a.expression(1);
                    return ctx -> function.apply(ctx, first.asText(ctx), second.asText(ctx));
                },
                ArgumentKind.STRING,
                ArgumentKind.STRING);
    }

    /** The same with a number. */
    public static FunctionExport ofNumber(String name, Set<RouteKind> allowedIn, OfNumber function) {
        return of(
                name,
                allowedIn,
                (a, load) -> {
                    Expression number = a.expression(0);
                    return ctx -> function.apply(ctx, number.asInt(ctx));
                },
                ArgumentKind.INT);
    }

    /** What a function of one text does. */
    @FunctionalInterface
    public interface OfText {
        /** Returns the code the script sees. */
        int apply(ScriptContext ctx, String text);
    }

    /** What a function of two texts does. */
    @FunctionalInterface
    public interface OfTexts {
        /** Returns the code the script sees. */
        int apply(ScriptContext ctx, String first, String second);
    }

    /** What a function of a number does. */
    @FunctionalInterface
    public interface OfNumber {
        /** Returns the code the script sees. */
        int apply(ScriptContext ctx, int number);
    }

    /** Turns a call's arguments into an action: Kamailio's fixup. */
    @FunctionalInterface
    public interface Binder {
        /**
         * Binds one call.
         *
         * @throws FixupException when an argument is unusable: the script is refused
         */
        Action bind(Arguments arguments, LoadContext load) throws FixupException;
    }
}
