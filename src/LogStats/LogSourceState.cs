namespace LogStats;

/// <summary>Whether a source of received files is heard of.</summary>
public enum LogSourceState : byte
{
    /// <summary>One of its files was changed lately.</summary>
    Active,

    /// <summary>It has files, and none was changed for longer than the threshold.</summary>
    Inactive,

    /// <summary>There is nothing of it: it was expected and never came, or all of it was removed.</summary>
    Missing,
}
