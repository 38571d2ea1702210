"""Small dossiers, good, odd and bad, each made by one function from fixed keys and named after what is the matter."""

from tests.independent.vectors import (  # noqa: F401 - each fills VECTORS
    answers,
    chains,
    file,
    forks,
    judgements,
    newer,
    roles,
    roots,
    rows,
    seals,
    signed,
    slots,
    unsigned,
    visits,
    withheld,
)
from tests.independent.vectors.kit import VECTORS as VECTORS
