/** Where the product is put together: settings, the one place where objects are built, and the life of the process. */
@NullMarked
package io.deepwiki;

import org.jspecify.annotations.NullMarked;
