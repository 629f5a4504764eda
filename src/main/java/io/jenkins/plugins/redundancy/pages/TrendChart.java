package io.jenkins.plugins.redundancy.pages;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionList;
import hudson.ExtensionPoint;

/** Draws trends, where a plugin that can is installed. */
public abstract class TrendChart implements ExtensionPoint {

    /** An object with a view {@code chart}, of at least two builds. */
    abstract Object of(TrendView trend);

    @CheckForNull
    static Object find(TrendView trend) {
        return ExtensionList.lookup(TrendChart.class).stream()
                .findFirst()
                .map(chart -> chart.of(trend))
                .orElse(null);
    }
}
