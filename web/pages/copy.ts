/** A page with something to copy. */

import { offerCopies } from "../copies";

offerCopies();
