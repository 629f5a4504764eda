package io.jenkins.plugins.redundancy.cli;

import io.jenkins.plugins.redundancy.engine.toolset.InvalidToolSetException;
import io.jenkins.plugins.redundancy.engine.toolset.Place;
import io.jenkins.plugins.redundancy.engine.toolset.Problem;
import io.jenkins.plugins.redundancy.engine.toolset.Setting;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** YAML as settings with their places. Only the node tree is built: no type of ours or the library's is constructed. */
final class YamlSettings {

    private static final long LONGEST = 1 << 20;
    private static final int MOST_NODES = 50_000;
    private static final int DEEPEST = 50;

    private final String source;
    private int nodes;

    private YamlSettings(String source) {
        this.source = source;
    }

    /** @throws InvalidToolSetException when the file is not there, is no YAML, or is made to exhaust its reader */
    static Setting read(Path file, String shownAs) throws InvalidToolSetException {
        try {
            if (Files.size(file) > LONGEST) {
                throw invalid(
                        new Place(shownAs, 0, 0),
                        "the file has more than " + LONGEST + " bytes",
                        "Name the file with the settings");
            }
            return new YamlSettings(shownAs).parse(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw invalid(new Place(shownAs, 0, 0), "there is no such file", "Name a file that exists");
        } catch (CharacterCodingException e) {
            throw invalid(new Place(shownAs, 0, 0), "the file is not UTF-8", "Save it as UTF-8");
        } catch (IOException e) {
            throw invalid(new Place(shownAs, 0, 0), "the file cannot be read: " + e, "Make it readable");
        }
    }

    private Setting parse(String text) throws InvalidToolSetException {
        LoaderOptions options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST);
        options.setMaxAliasesForCollections(50);
        try {
            Node node = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (node == null) {
                throw invalid(new Place(source, 1, 1), "the file is empty", "Write at least one tool set");
            }
            return setting(node, 0);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark();
            throw invalid(
                    mark == null ? new Place(source, 0, 0) : place(mark),
                    "this is no YAML: " + PlainText.of(String.valueOf(e.getProblem()), 200),
                    "Look at indentation, colons and quotes at and before this place");
        } catch (YAMLException e) {
            throw invalid(
                    new Place(source, 0, 0),
                    "this is no YAML: " + PlainText.of(String.valueOf(e.getMessage()), 200),
                    "Write plain YAML, with few aliases and not nested deeper than " + DEEPEST);
        }
    }

    private Setting setting(Node node, int depth) throws InvalidToolSetException {
        Place at = place(node.getStartMark());
        if (++nodes > MOST_NODES || depth > DEEPEST) {
            throw invalid(
                    at,
                    "the file unfolds to more than " + MOST_NODES + " values or " + DEEPEST + " levels",
                    "Use fewer aliases, none of them within itself");
        }
        if (node instanceof ScalarNode scalar) {
            return new Setting.Scalar(scalar.getValue(), at);
        } else if (node instanceof SequenceNode sequence) {
            List<Setting> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(setting(item, depth + 1));
            }
            return new Setting.Sequence(items, at);
        }
        return mapping((MappingNode) node, at, depth);
    }

    private Setting mapping(MappingNode node, Place at, int depth) throws InvalidToolSetException {
        Map<String, Setting> entries = new LinkedHashMap<>();
        Map<String, Place> keys = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Place keyPlace = place(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw invalid(keyPlace, "a list or mapping stands as a key", "Write a plain word as key");
            }
            if (keys.put(key.getValue(), keyPlace) != null) {
                throw invalid(
                        keyPlace,
                        "the key \"" + PlainText.of(key.getValue(), 60) + "\" stands twice",
                        "Keep one of them");
            }
            entries.put(key.getValue(), setting(tuple.getValueNode(), depth + 1));
        }
        return new Setting.Mapping(entries, keys, at);
    }

    private Place place(Mark mark) {
        return new Place(source, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private static InvalidToolSetException invalid(Place at, String what, String remedy) {
        return new InvalidToolSetException(List.of(new Problem(at, "", what, remedy)));
    }
}
