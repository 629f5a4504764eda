package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.casc.impl.configurators.DataBoundConfigurator;
import io.jenkins.plugins.casc.model.CNode;
import io.jenkins.plugins.casc.model.Mapping;
import io.jenkins.plugins.redundancy.engine.toolset.InvalidToolSetException;
import io.jenkins.plugins.redundancy.engine.toolset.Presets;
import io.jenkins.plugins.redundancy.engine.toolset.Problem;
import io.jenkins.plugins.redundancy.engine.toolset.ToolSetReader;
import java.util.Comparator;
import java.util.stream.Collectors;

/**
 * A tool set in configuration as code: read by the engine first, which tells everything that is wrong with file and
 * line, then bound like everything else.
 */
@Extension(optional = true)
public final class ToolSetConfigurator extends DataBoundConfigurator<ToolSetConfig> {

    public ToolSetConfigurator() {
        super(ToolSetConfig.class);
    }

    @NonNull
    @Override
    public ToolSetConfig configure(CNode node, ConfigurationContext context) {
        return super.configure(checked(node, context), context);
    }

    @Override
    public ToolSetConfig check(CNode node, ConfigurationContext context) {
        return super.check(checked(node, context), context);
    }

    /** Written out, as data binding wants it. */
    private Mapping checked(CNode node, ConfigurationContext context) {
        try {
            ToolSetReader.read(CodePlaces.setting(node, context), Presets.shipped());
        } catch (InvalidToolSetException x) {
            throw new ConfiguratorException(
                    x.problems().stream()
                            .sorted(Comparator.comparing(problem -> problem.at().line()))
                            .map(Problem::toString)
                            .collect(Collectors.joining("\n")),
                    x);
        }
        return Shorthand.written(node.asMapping().clone());
    }

    @CheckForNull
    @Override
    public CNode describe(ToolSetConfig instance, ConfigurationContext context) throws Exception {
        CNode node = super.describe(instance, context);
        return node == null ? null : Shorthand.shortened(node.asMapping());
    }
}
