package io.jenkins.plugins.redundancy.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.Extension;
import hudson.util.Secret;
import io.jenkins.plugins.redundancy.engine.fetch.SonarQubeIssues;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jenkinsci.plugins.workflow.flow.StepListener;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/**
 * The secrets that are bound around and inside of an attempt, whoever bound them: a scanner may echo them into its report.
 * And the address and token of a server, which are needed once more when the block that set them is over. In program.dat
 * they are encrypted, as Pipeline does with every {@link Secret}. Changes on the CPS VM thread only.
 */
final class SeenSecrets implements Serializable {

    private static final long serialVersionUID = 1L;

    private final List<Secret> values = new ArrayList<>();

    /** The last value of each variable. */
    private final Map<String, Secret> variables = new TreeMap<>();

    /** Takes what is bound at a step. */
    void look(StepContext context) throws IOException, InterruptedException {
        look(context.get(EnvironmentExpander.class));
    }

    private void look(@CheckForNull EnvironmentExpander expander) throws IOException, InterruptedException {
        if (expander == null) {
            return;
        }
        EnvVars bound = new EnvVars();
        expander.expand(bound);
        Set<String> sensitive = expander.getSensitiveVariables();
        for (Map.Entry<String, String> variable : bound.entrySet()) {
            String value = variable.getValue();
            boolean secret = sensitive.contains(variable.getKey());
            if (secret && values.stream().noneMatch(s -> s.getPlainText().equals(value))) {
                values.add(Secret.fromString(value));
            }
            if (secret || SonarQubeIssues.VARIABLES.contains(variable.getKey())) {
                variables.put(variable.getKey(), Secret.fromString(value));
            }
        }
    }

    /** All of them. */
    List<String> plain() {
        return values.stream().map(Secret::getPlainText).toList();
    }

    /** As they were bound last, by variable. */
    Map<String, String> bound() {
        Map<String, String> bound = new TreeMap<>();
        variables.forEach((name, value) -> bound.put(name, value.getPlainText()));
        return bound;
    }

    /** A {@code withCredentials} inside of the block is known by the first step in it. */
    @Extension
    public static final class Listener implements StepListener {

        private static final Logger LOGGER = Logger.getLogger(Listener.class.getName());

        @Override
        public void notifyOfNewStep(Step step, StepContext context) {
            try {
                SeenSecrets seen = context.get(SeenSecrets.class);
                if (seen != null) {
                    seen.look(context);
                }
            } catch (IOException | InterruptedException x) {
                LOGGER.log(Level.WARNING, x, () -> "cannot tell which secrets " + step + " sees");
            }
        }
    }
}
