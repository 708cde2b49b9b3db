/** What the service is and how it is. */
@NullMarked
package io.deepwiki.adapters.http.system;

import org.jspecify.annotations.NullMarked;
