package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.codehaus.groovy.ast.expr.ConstantExpression;
import org.codehaus.groovy.ast.expr.Expression;
import org.codehaus.groovy.ast.expr.ListExpression;
import org.jenkinsci.plugins.pipeline.modeldefinition.ast.ModelASTArgumentList;
import org.jenkinsci.plugins.pipeline.modeldefinition.ast.ModelASTKey;
import org.jenkinsci.plugins.pipeline.modeldefinition.ast.ModelASTNamedArgumentList;
import org.jenkinsci.plugins.pipeline.modeldefinition.ast.ModelASTSingleArgument;
import org.jenkinsci.plugins.pipeline.modeldefinition.ast.ModelASTStep;
import org.jenkinsci.plugins.pipeline.modeldefinition.ast.ModelASTValue;
import org.jenkinsci.plugins.pipeline.modeldefinition.validator.DeclarativeValidatorContributor;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableParameter;
import org.jenkinsci.plugins.variant.OptionalExtension;
import org.jenkinsci.plugins.workflow.flow.FlowExecution;

/**
 * Finds arguments of {@code failoverAgent} and {@code redundant} that cannot be meant before anything runs, where all of
 * them are written out in the {@code steps} of a Declarative stage. Names and types are Declarative's own to check.
 */
@OptionalExtension(requirePlugins = "pipeline-model-definition")
public final class DeclarativeStepCheck extends DeclarativeValidatorContributor {

    private static final Map<String, Class<? extends PolicyStep>> STEPS =
            Map.of("failoverAgent", FailoverAgentStep.class, "redundant", RedundantStep.class);

    @Override
    @CheckForNull
    public String validateElement(ModelASTStep step, @CheckForNull FlowExecution execution) {
        Class<? extends PolicyStep> type = STEPS.get(step.getName());
        if (type == null) {
            return null;
        }
        DescribableModel<? extends PolicyStep> model = new DescribableModel<>(type);
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (Map.Entry<String, ModelASTValue> argument :
                values(step.getArgs(), model).entrySet()) {
            Optional<Object> value = literal(argument.getValue());
            if (value.isEmpty() || model.getParameter(argument.getKey()) == null) {
                // what it may not be depends on the others
                return null;
            }
            arguments.put(argument.getKey(), value.get());
        }
        return problem(step.getName(), model, arguments);
    }

    @CheckForNull
    private static String problem(
            String name, DescribableModel<? extends PolicyStep> model, Map<String, Object> arguments) {
        PolicyStep step;
        try {
            step = model.instantiate(arguments, null);
        } catch (Exception x) {
            return null;
        }
        try {
            step.check();
            return null;
        } catch (AbortException x) {
            return name + ": " + x.getMessage();
        }
    }

    private static Map<String, ModelASTValue> values(
            @CheckForNull ModelASTArgumentList arguments, DescribableModel<? extends PolicyStep> model) {
        Map<String, ModelASTValue> values = new LinkedHashMap<>();
        if (arguments instanceof ModelASTNamedArgumentList named) {
            for (Map.Entry<ModelASTKey, ModelASTValue> argument :
                    named.getArguments().entrySet()) {
                values.put(argument.getKey().getKey(), argument.getValue());
            }
        } else if (arguments instanceof ModelASTSingleArgument single) {
            DescribableParameter only = model.getSoleRequiredParameter();
            values.put(only == null ? "" : only.getName(), single.getValue());
        }
        return values;
    }

    /** Empty where it is known only when it runs. */
    private static Optional<Object> literal(ModelASTValue value) {
        if (value.isLiteral()) {
            return Optional.ofNullable(value.getValue());
        }
        return value.getSourceLocation() instanceof ListExpression list ? literals(list) : Optional.empty();
    }

    private static Optional<Object> literals(ListExpression list) {
        List<Object> elements = new ArrayList<>();
        for (Expression element : list.getExpressions()) {
            if (!(element instanceof ConstantExpression constant)) {
                return Optional.empty();
            }
            elements.add(constant.getValue());
        }
        return Optional.of(elements);
    }
}
