using System.Globalization;
using LogStats.Batches;
using LogStats.Sinks;

namespace LogStats;

/// <summary>A batch of lines that its receiver has on the disk.</summary>
public sealed class LogBatchReceipt : IRow
{
    /// <summary>When the receiver's answer came.</summary>
    public DateTimeOffset Time { get; init; }

    /// <summary>The receiver.</summary>
    public string Target { get; init; } = "";

    /// <summary>The log; null for lines that came from no file.</summary>
    public string? Path { get; init; }

    /// <summary>The name of the file.</summary>
    public string FileId { get; init; } = "";

    /// <summary>From where in that file on.</summary>
    public long Start { get; init; }

    /// <summary>Up to where in that file.</summary>
    public long End { get; init; }

    public int Lines { get; init; }

    /// <summary>How many bytes these lines are.</summary>
    public long Length { get; init; }

    /// <summary>How many lines in between a rule passed over.</summary>
    public int Skipped { get; init; }

    /// <summary>Whether they were stored now; otherwise the receiver had them already.</summary>
    public bool IsNew { get; init; }

    /// <summary>SHA-256 of the lines.</summary>
    public string Sha256 { get; init; } = "";

    RowMap IRow.GetRowMap() => LogBatchReceiptRows.Map;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{FileId} {Start}-{End}: {Lines:N0} lines");
}
