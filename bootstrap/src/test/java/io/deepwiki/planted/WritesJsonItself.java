package io.deepwiki.planted;

import com.fasterxml.jackson.databind.ObjectMapper;

public record WritesJsonItself(ObjectMapper mapper) {}
