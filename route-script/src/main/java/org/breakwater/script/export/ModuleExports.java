package org.breakwater.script.export;

import java.util.List;

/**
 * A module's export table.
 *
 * @param module its name as in {@code loadmodule}, without {@code .so}
 */
public record ModuleExports(
        String module,
        List<FunctionExport> functions,
        List<ParameterExport> parameters,
        List<PvExport> pseudoVariables,
        List<TransformationExport> transformations,
        List<RpcExport> rpcs) {

    /** Copies the lists. */
    public ModuleExports {
        functions = List.copyOf(functions);
        parameters = List.copyOf(parameters);
        pseudoVariables = List.copyOf(pseudoVariables);
        transformations = List.copyOf(transformations);
        rpcs = List.copyOf(rpcs);
    }

    /** Starts a table. */
    public static Builder of(String module) {
        return new Builder(module);
    }

    /** Collects a table. */
    public static final class Builder {
        private final String module;
        private final List<FunctionExport> functions = new java.util.ArrayList<>();
        private final List<ParameterExport> parameters = new java.util.ArrayList<>();
        private final List<PvExport> pseudoVariables = new java.util.ArrayList<>();
        private final List<TransformationExport> transformations = new java.util.ArrayList<>();
        private final List<RpcExport> rpcs = new java.util.ArrayList<>();

        private Builder(String module) {
            this.module = module;
        }

        /** Adds a function. */
        public Builder function(FunctionExport function) {
            functions.add(function);
            return this;
        }

        /** Adds a parameter. */
        public Builder parameter(ParameterExport parameter) {
            parameters.add(parameter);
            return this;
        }

        /** Adds a class of pseudo-variables. */
        public Builder pv(PvExport pv) {
            pseudoVariables.add(pv);
            return this;
        }

        /** Adds a class of transformations. */
        public Builder transformation(TransformationExport transformation) {
            transformations.add(transformation);
            return this;
        }

        /** Adds an RPC command. */
        public Builder rpc(RpcExport rpc) {
            rpcs.add(rpc);
            return this;
        }

        /** The finished table. */
        public ModuleExports build() {
            return new ModuleExports(module, functions, parameters, pseudoVariables, transformations, rpcs);
        }
    }
}
