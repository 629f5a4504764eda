package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jenkinsci.plugins.pipeline.modeldefinition.ast.ModelASTAgent;
import org.jenkinsci.plugins.pipeline.modeldefinition.ast.ModelASTClosureMap;
import org.jenkinsci.plugins.pipeline.modeldefinition.ast.ModelASTKey;
import org.jenkinsci.plugins.pipeline.modeldefinition.ast.ModelASTMethodArg;
import org.jenkinsci.plugins.pipeline.modeldefinition.ast.ModelASTValue;
import org.jenkinsci.plugins.pipeline.modeldefinition.validator.DeclarativeValidatorContributor;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;

/** Finds arguments of {@code agent { failover { … } }} that cannot be meant before anything runs. */
@OptionalExtension(requirePlugins = "pipeline-model-definition")
public final class DeclarativeFailoverCheck extends DeclarativeValidatorContributor {

    /** Stands for labels that are known only when it runs. */
    private static final String SOME_LABEL = "any";

    @Override
    @CheckForNull
    public String validateElement(ModelASTAgent agent, @CheckForNull FlowExecution execution) {
        if (agent.getAgentType() == null
                || !"failover".equals(agent.getAgentType().getKey())) {
            return null;
        }
        Map<String, Object> arguments = literals(agent.getVariables());
        try {
            new DescribableModel<>(DeclarativeFailover.class)
                    .instantiate(arguments, null)
                    .step()
                    .check();
            return null;
        } catch (AbortException x) {
            return "failover: " + x.getMessage();
        } catch (Exception x) {
            Throwable cause = x instanceof InvocationTargetException && x.getCause() != null ? x.getCause() : x;
            return "failover: " + cause.getMessage();
        }
    }

    /** What is known before it runs; names are Declarative's own to check. */
    private static Map<String, Object> literals(@CheckForNull ModelASTMethodArg variables) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        if (variables instanceof ModelASTValue value) {
            put(arguments, "labels", value);
        } else if (variables instanceof ModelASTClosureMap map) {
            for (Map.Entry<ModelASTKey, ?> entry : map.getVariables().entrySet()) {
                boolean known = new DescribableModel<>(DeclarativeFailover.class)
                                .getParameter(entry.getKey().getKey())
                        != null;
                if (known && entry.getValue() instanceof ModelASTValue value) {
                    put(arguments, entry.getKey().getKey(), value);
                }
            }
        }
        arguments.putIfAbsent("labels", "");
        return arguments;
    }

    private static void put(Map<String, Object> arguments, String name, ModelASTValue value) {
        if (value.isLiteral()) {
            arguments.put(name, value.getValue());
        } else if (name.equals("labels")) {
            arguments.put(name, SOME_LABEL);
        }
    }
}
