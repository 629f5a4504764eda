package io.jenkins.plugins.redundancy.engine.merge;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.redundancy.engine.finding.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Which settings of one file and weakness class are one: the same resource, or near lines where it is not named. */
final class Configurations {

    private Configurations() {}

    /** @param bucket by start line */
    static List<List<Located>> places(List<Located> bucket, int window) {
        Map<String, List<Located>> byResource = new TreeMap<>();
        List<Located> unnamed = new ArrayList<>();
        for (Located one : bucket) {
            String resource = ((Subject.Configuration) one.finding().subject()).resource();
            if (resource.isEmpty()) {
                unnamed.add(one);
            } else {
                byResource
                        .computeIfAbsent(resource.toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                        .add(one);
            }
        }
        List<List<Located>> places = new ArrayList<>(byResource.values());
        int named = places.size();
        for (Place place : Places.of(unnamed, window, false)) {
            List<Located> home = onlyNear(places.subList(0, named), place, window);
            if (home == null) {
                places.add(place.members);
            } else {
                home.addAll(place.members);
            }
        }
        return places;
    }

    /** The one named resource that this place lies in or next to, null when none or several. */
    @CheckForNull
    private static List<Located> onlyNear(List<List<Located>> resources, Place place, int window) {
        List<Located> only = null;
        for (List<Located> resource : resources) {
            boolean near = false;
            for (Located one : resource) {
                near |= one.start() > 0
                        && place.firstStart >= one.start() - window
                        && place.firstStart <= one.at().endLine() + window;
                if (place.tools.get(one.tool())) {
                    near = false;
                    break;
                }
            }
            if (near && only != null) {
                return null;
            }
            only = near ? resource : only;
        }
        return only;
    }
}
