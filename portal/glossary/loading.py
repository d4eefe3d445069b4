"""Words from YAML: a list of {slug, word, forms, explanation}, and beside it a file {slug: explanation} per language."""

from pathlib import Path

import yaml

from portal.other_languages import OTHERS

from .models import GlossaryTerm


def read_terms(path: Path) -> list[dict]:
    """The records of `glossary.yaml`, each with what `glossary/<language>.yaml` says of its slug."""
    folder = path.with_suffix("")
    found = {
        code: yaml.safe_load((folder / f"{code}.yaml").read_text(encoding="utf-8"))
        for code, _name in OTHERS
        if (folder / f"{code}.yaml").exists()
    }
    return [
        {**record, "explanations": {code: texts[record["slug"]] for code, texts in found.items() if record["slug"] in texts}}
        for record in yaml.safe_load(path.read_text(encoding="utf-8"))
    ]  # fmt: skip


def load_term(record: dict) -> bool | None:
    """Make the word, or add the languages it lacks; what the staff changed stays. True: made, None: left as it is."""
    own = {"word": record["word"], "explanation": record["explanation"], "forms": "\n".join(record.get("forms", ()))}
    term = GlossaryTerm.objects.filter(slug=record["slug"]).first()
    made = term is None
    term = term or GlossaryTerm(slug=record["slug"], **own)
    if not made and not record["explanations"].keys() - term.explanations.keys():
        return None
    term.explanations = record["explanations"] | term.explanations
    term.full_clean()
    term.save()
    return made
