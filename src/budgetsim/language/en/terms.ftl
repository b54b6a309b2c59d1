# Words of the domain that are no parameters and no outcomes.

archetype-production = production
archetype-procedural = procedural
archetype-craft = craft
archetype-coping = coping
