/**
 * The bridge to Groovy CPS: closures made in Java, and the closures users give to block steps. The only place that
 * touches workflow-cps; everything here runs on the CPS VM thread. Imports nothing of ours.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.redundancy.cps;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
