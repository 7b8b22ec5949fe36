"""The values that everything else speaks of: rulesets, cases, nothing computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neglect_rules.doors import front_door

if TYPE_CHECKING:
    from neglect_rules.model._adoption import (
        Adoption,
        Agreed,
        Dissenting,
        RulesetMark,
    )
    from neglect_rules.model._case import (
        NOT_APPLICABLE,
        NOT_ASKED,
        NOT_KNOWN,
        NOT_OBSERVED,
        REFUSED,
        UNABLE_TO_SCORE,
        Case,
        DateRange,
        EarlierAssessment,
        Event,
        Happened,
        MonthRange,
        NumberSpan,
        Record,
        RulesetRef,
        State,
        Subject,
    )
    from neglect_rules.model._conditions import (
        AllOf,
        AnyOf,
        AtLeastOf,
        Condition,
        CoverageRecord,
        Every,
        Exemption,
        IndicatorTest,
        MeasureTest,
        Named,
        NoneOf,
        Not,
        OutcomeTest,
        RatingTest,
        RecordTest,
        Some,
        StateRecord,
        SubjectTest,
    )
    from neglect_rules.model._durations import Duration, Within
    from neglect_rules.model._indicators import (
        AgeBand,
        AgedText,
        Believe,
        Domain,
        EventKind,
        Grade,
        Indicator,
        NumberRange,
        Provenance,
        Rating,
        Scale,
    )
    from neglect_rules.model._measures import (
        Age,
        Change,
        CountOf,
        Earlier,
        Events,
        MaxOf,
        Mean,
        Measure,
        MinOf,
        NumberOf,
        OfHistory,
        Points,
        ReviewsWithoutImprovement,
        Score,
        Seen,
        Sightings,
        SumOf,
        Times,
        Total,
        Unbroken,
    )
    from neglect_rules.model._ratings import (
        Band,
        Bands,
        Choose,
        Give,
        Grades,
        GradeWhen,
        MostCommon,
        Row,
        Rule,
        Table,
        WorstOf,
    )
    from neglect_rules.model._results import (
        Easing,
        Enough,
        FromOutcome,
        Guard,
        Households,
        Modifier,
        OpenAnswers,
        Outcome,
        Promise,
        ReportItem,
        Review,
        Task,
        Threshold,
    )
    from neglect_rules.model._ruleset import (
        OVER,
        Accepted,
        Definition,
        Parameter,
        Ruleset,
        Source,
        Subjects,
        Window,
    )
    from neglect_rules.model._selections import (
        GradeTest,
        Members,
        Selection,
    )
else:
    __getattr__, __dir__ = front_door(
        __name__,
        {
            "._adoption": "Adoption Agreed Dissenting RulesetMark",
            "._case": (
                "Case DateRange EarlierAssessment Event Happened MonthRange "
                "NOT_APPLICABLE NOT_ASKED NOT_KNOWN NOT_OBSERVED NumberSpan REFUSED "
                "Record RulesetRef State Subject UNABLE_TO_SCORE"
            ),
            "._conditions": (
                "AllOf AnyOf AtLeastOf Condition CoverageRecord Every Exemption "
                "IndicatorTest MeasureTest Named NoneOf Not OutcomeTest RatingTest "
                "RecordTest Some StateRecord SubjectTest"
            ),
            "._durations": "Duration Within",
            "._indicators": (
                "AgeBand AgedText Believe Domain EventKind Grade Indicator "
                "NumberRange Provenance Rating Scale"
            ),
            "._measures": (
                "Age Change CountOf Earlier Events MaxOf Mean Measure MinOf NumberOf "
                "OfHistory Points ReviewsWithoutImprovement Score Seen Sightings "
                "SumOf Times Total Unbroken"
            ),
            "._ratings": (
                "Band Bands Choose Give GradeWhen Grades MostCommon Row Rule Table "
                "WorstOf"
            ),
            "._results": (
                "Easing Enough FromOutcome Guard Households Modifier OpenAnswers "
                "Outcome Promise ReportItem Review Task Threshold"
            ),
            "._ruleset": (
                "Accepted Definition OVER Parameter Ruleset Source Subjects Window"
            ),
            "._selections": "GradeTest Members Selection",
        },
    )

__all__ = [
    "NOT_APPLICABLE",
    "NOT_ASKED",
    "NOT_KNOWN",
    "NOT_OBSERVED",
    "OVER",
    "REFUSED",
    "UNABLE_TO_SCORE",
    "Accepted",
    "Adoption",
    "Age",
    "AgeBand",
    "AgedText",
    "Agreed",
    "AllOf",
    "AnyOf",
    "AtLeastOf",
    "Band",
    "Bands",
    "Believe",
    "Case",
    "Change",
    "Choose",
    "Condition",
    "CountOf",
    "CoverageRecord",
    "DateRange",
    "Definition",
    "Dissenting",
    "Domain",
    "Duration",
    "Earlier",
    "EarlierAssessment",
    "Easing",
    "Enough",
    "Event",
    "EventKind",
    "Events",
    "Every",
    "Exemption",
    "FromOutcome",
    "Give",
    "Grade",
    "GradeTest",
    "GradeWhen",
    "Grades",
    "Guard",
    "Happened",
    "Households",
    "Indicator",
    "IndicatorTest",
    "MaxOf",
    "Mean",
    "Measure",
    "MeasureTest",
    "Members",
    "MinOf",
    "Modifier",
    "MonthRange",
    "MostCommon",
    "Named",
    "NoneOf",
    "Not",
    "NumberOf",
    "NumberRange",
    "NumberSpan",
    "OfHistory",
    "OpenAnswers",
    "Outcome",
    "OutcomeTest",
    "Parameter",
    "Points",
    "Promise",
    "Provenance",
    "Rating",
    "RatingTest",
    "Record",
    "RecordTest",
    "ReportItem",
    "Review",
    "ReviewsWithoutImprovement",
    "Row",
    "Rule",
    "Ruleset",
    "RulesetMark",
    "RulesetRef",
    "Scale",
    "Score",
    "Seen",
    "Selection",
    "Sightings",
    "Some",
    "Source",
    "State",
    "StateRecord",
    "Subject",
    "SubjectTest",
    "Subjects",
    "SumOf",
    "Table",
    "Task",
    "Threshold",
    "Times",
    "Total",
    "Unbroken",
    "Window",
    "Within",
    "WorstOf",
]
