/** What every request meets, on a real listener. */
@NullMarked
package io.deepwiki.adapters.http;

import org.jspecify.annotations.NullMarked;
