"""The properties of vocabularies that are closed: what is not listed there, does not exist."""

from __future__ import annotations

from typing import Final

from rusgraf.terms import PREFIXES

# Kept here, since reading the vocabularies themselves takes longer than all of a validation;
# a test holds each list against the vocabulary as rdflib has it.
_NAMES: Final = {
    "dcterms": """
        abstract accessRights accrualMethod accrualPeriodicity accrualPolicy alternative audience
        available bibliographicCitation conformsTo contributor coverage created creator date
        dateAccepted dateCopyrighted dateSubmitted description educationLevel extent format
        hasFormat hasPart hasVersion identifier instructionalMethod isFormatOf isPartOf
        isReferencedBy isReplacedBy isRequiredBy isVersionOf issued language license mediator medium
        modified provenance publisher references relation replaces requires rights rightsHolder
        source spatial subject tableOfContents temporal title type valid
    """,
    "foaf": """
        account accountName accountServiceHomepage age aimChatID based_near birthday currentProject
        depiction depicts dnaChecksum familyName family_name firstName focus fundedBy geekcode
        gender givenName givenname holdsAccount homepage icqChatID img interest isPrimaryTopicOf
        jabberID knows lastName logo made maker mbox mbox_sha1sum member membershipClass msnChatID
        myersBriggs name nick openid page pastProject phone plan primaryTopic publications
        schoolHomepage sha1 skypeID status surname theme thumbnail tipjar title topic topic_interest
        weblog workInfoHomepage workplaceHomepage yahooChatID
    """,
    "prov": """
        actedOnBehalfOf activity activityOfInfluence agent agentOfInfluence alternateOf aq
        asInBundle atLocation atTime category component constraints contributed definition
        derivedByInsertionFrom derivedByRemovalFrom describesService dictionary dm editorialNote
        editorsDefinition ended endedAtTime entity entityOfInfluence generalizationOf generated
        generatedAsDerivation generatedAtTime hadActivity hadDelegate hadDerivation
        hadDictionaryMember hadGeneration hadInfluence hadMember hadPlan hadPrimarySource
        hadRevision hadRole hadUsage has_anchor has_provenance has_query_service influenced
        influencer informed insertedKeyEntityPair invalidated invalidatedAtTime inverse locationOf
        mentionOf n order pairEntity pairKey pingback provenanceUriTemplate qualifiedAssociation
        qualifiedAssociationOf qualifiedAttribution qualifiedAttributionOf qualifiedCommunication
        qualifiedCommunicationOf qualifiedDelegation qualifiedDelegationOf qualifiedDerivation
        qualifiedDerivationOf qualifiedEnd qualifiedEndOf qualifiedForm qualifiedGeneration
        qualifiedGenerationOf qualifiedInfluence qualifiedInfluenceOf qualifiedInsertion
        qualifiedInvalidation qualifiedInvalidationOf qualifiedPrimarySource qualifiedQuotation
        qualifiedQuotationOf qualifiedRemoval qualifiedRevision qualifiedSourceOf qualifiedStart
        qualifiedStartOf qualifiedUsage qualifiedUsingActivity quotedAs removedKey revisedEntity
        sharesDefinitionWith specializationOf started startedAtTime todo unqualifiedForm used value
        wasActivityOfInfluence wasAssociateFor wasAssociatedWith wasAttributedTo wasDerivedFrom
        wasEndedBy wasGeneratedBy wasInfluencedBy wasInformedBy wasInvalidatedBy wasMemberOf
        wasPlanOf wasPrimarySourceOf wasQuotedFrom wasRevisionOf wasRoleIn wasStartedBy wasUsedBy
        wasUsedInDerivation
    """,
    "qb": """
        attribute codeList component componentAttachment componentProperty componentRequired concept
        dataSet dimension hierarchyRoot measure measureDimension measureType observation
        observationGroup order parentChildProperty slice sliceKey sliceStructure structure
    """,
    "rdf": """
        direction first langString language nil object predicate rest subject type value
    """,
    "rdfs": """
        comment domain isDefinedBy label member range seeAlso subClassOf subPropertyOf
    """,
    "skos": """
        altLabel broadMatch broader broaderTransitive changeNote closeMatch definition editorialNote
        exactMatch example hasTopConcept hiddenLabel historyNote inScheme mappingRelation member
        memberList narrowMatch narrower narrowerTransitive notation note prefLabel related
        relatedMatch scopeNote semanticRelation topConceptOf
    """,
}
#: The IRIs of all properties of each of these vocabularies, by its namespace.
PROPERTIES: Final = {
    PREFIXES[prefix]: frozenset(PREFIXES[prefix] + name for name in names.split())
    for prefix, names in _NAMES.items()
}
