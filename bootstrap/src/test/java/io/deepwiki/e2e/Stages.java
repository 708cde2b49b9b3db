package io.deepwiki.e2e;

import io.deepwiki.e2e.TalkingModel.Call;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The stages of a research, as a model is asked for them and as a report bears them. */
final class Stages {
    static final List<String> HEADINGS = List.of(
            "## Research Plan",
            "## Research Update 1",
            "## Research Update 2",
            "## Research Update 3",
            "## Final Conclusion");

    private static final Pattern ASKED = Pattern.compile(".*Write ## ([A-Za-z0-9 ]+)\\.", Pattern.DOTALL);

    private Stages() {}

    /** Which stage is asked for, without the marks of its heading; nothing if none is. */
    static String of(Call call) {
        Matcher asked = ASKED.matcher(call.body());
        return asked.find() ? asked.group(1) : "";
    }
}
