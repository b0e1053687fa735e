"""The constraints of SHACL, by what they look at."""

from __future__ import annotations

from typing import Final

#: How many values there are, not what they are.
MISSING: Final = ("MinCountConstraintComponent", "QualifiedMinCountConstraintComponent")
UNIQUE_LANGUAGE: Final = "UniqueLangConstraintComponent"
MANY: Final = ("MaxCountConstraintComponent", UNIQUE_LANGUAGE, "QualifiedMaxCountConstraintComponent")
DISJOINT: Final = "DisjointConstraintComponent"
#: A value beside those of another property.
COMPARED: Final = (
    "LessThanConstraintComponent",
    "LessThanOrEqualsConstraintComponent",
    DISJOINT,
)
#: One of several; of classes or datatypes, in rusgraf's shapes.
CHOICE: Final = "OrConstraintComponent"
#: The class of a value, written as one or as a choice of several.
CLASS: Final = ("ClassConstraintComponent", CHOICE)
#: A shape for the value itself.
NODE: Final = "NodeConstraintComponent"
NODE_KIND: Final = "NodeKindConstraintComponent"
#: What a value must not be.
NOT: Final = "NotConstraintComponent"
DATATYPE: Final = "DatatypeConstraintComponent"
#: What a value is the name of: a thing of a class, or a code of a list.
NAME: Final = (*CLASS, NODE)
#: Whatever a query looks at.
SPARQL: Final = "SPARQLConstraintComponent"
