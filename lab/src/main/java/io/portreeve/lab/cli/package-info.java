/** Commands of the lab that take options. */
@NullMarked
package io.portreeve.lab.cli;

import org.jspecify.annotations.NullMarked;
