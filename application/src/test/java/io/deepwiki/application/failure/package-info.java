@NullMarked
package io.deepwiki.application.failure;

import org.jspecify.annotations.NullMarked;
