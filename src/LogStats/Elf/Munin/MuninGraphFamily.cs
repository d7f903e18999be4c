namespace LogStats.Elf.Munin;

/// <summary>What graphs are drawn of; elfstatsd has a Munin plugin for each.</summary>
public enum MuninGraphFamily
{
    All,

    /// <summary>Calls and stalled calls, a graph of each for every group.</summary>
    Calls,

    /// <summary>Values found in requests, all and distinct, a graph for each pattern.</summary>
    Patterns,

    /// <summary>Latencies, a graph for each method.</summary>
    Percentiles,

    /// <summary>A graph for each class of statuses.</summary>
    ResponseCodes,

    /// <summary>The time of all calls and the average of one, a graph of each for every group.</summary>
    ResponseTimes,

    /// <summary>Lines that could not be read and requests that were skipped.</summary>
    TotalRecords,
}
