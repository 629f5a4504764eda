package io.jenkins.plugins.redundancy.config;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.Extension;
import io.jenkins.plugins.casc.BaseConfigurator;
import io.jenkins.plugins.casc.ConfigurationContext;
import io.jenkins.plugins.casc.ConfiguratorException;
import io.jenkins.plugins.casc.RootElementConfigurator;
import io.jenkins.plugins.casc.model.CNode;
import io.jenkins.plugins.casc.model.Mapping;
import io.jenkins.plugins.casc.model.Scalar;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code redundancy:} at the top of configuration as code, so that below it stands what stands in a YAML file. */
@Extension(optional = true)
public final class RedundancyConfigurator extends BaseConfigurator<RedundancyConfiguration>
        implements RootElementConfigurator<RedundancyConfiguration> {

    @Override
    public Class<RedundancyConfiguration> getTarget() {
        return RedundancyConfiguration.class;
    }

    @NonNull
    @Override
    public List<String> getNames() {
        return List.of(RedundancyLink.URL);
    }

    @Override
    public RedundancyConfiguration getTargetComponent(ConfigurationContext context) {
        return RedundancyConfiguration.get();
    }

    @Override
    protected RedundancyConfiguration instance(Mapping mapping, ConfigurationContext context) {
        return RedundancyConfiguration.get();
    }

    /** Two of one name are told here, with their lines; everything else by {@link ToolSetConfigurator}. */
    @Override
    protected void configure(
            Mapping config, RedundancyConfiguration instance, boolean dryRun, ConfigurationContext context) {
        CNode sets = config.get("toolSets");
        if (sets != null) {
            Map<String, CNode> names = new HashMap<>();
            for (CNode set : sets.asSequence()) {
                CNode name = set instanceof Mapping keys ? keys.get("name") : null;
                CNode first = name instanceof Scalar scalar ? names.putIfAbsent(scalar.toString(), name) : null;
                if (first != null) {
                    throw new ConfiguratorException(CodePlaces.of(name) + ": the tool set at " + CodePlaces.of(first)
                            + " is called \"" + name + "\" too. Give each tool set a name of its own");
                }
            }
        }
        super.configure(config, instance, dryRun, context);
    }
}
