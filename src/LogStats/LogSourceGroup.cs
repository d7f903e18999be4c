namespace LogStats;

/// <summary>What received files can be added up by.</summary>
public enum LogSourceGroup : byte
{
    /// <summary>The hour of the lines, as they write it.</summary>
    Hour,

    Day,

    Source,
}
