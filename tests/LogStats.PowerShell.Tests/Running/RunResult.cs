using System.Management.Automation;

namespace LogStats.PowerShell.Tests.Running;

/// <summary>Everything a pipeline said, stream by stream in the order it was said.</summary>
public sealed record RunResult
{
    /// <summary>Objects of the last command without their wrappers.</summary>
    public IReadOnlyList<object?> Output => [.. Objects.Select(PSObject.Base)];

    /// <summary>The same objects as they were written, notes included.</summary>
    public required IReadOnlyList<object?> Objects { get; init; }

    public required IReadOnlyList<ErrorRecord> Errors { get; init; }

    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>Written whether or not -Verbose was given.</summary>
    public required IReadOnlyList<string> Verbose { get; init; }

    public required IReadOnlyList<string> Debug { get; init; }

    public required IReadOnlyList<InformationRecord> Information { get; init; }

    public required IReadOnlyList<ProgressRecord> Progress { get; init; }

    /// <summary>What -WhatIf printed.</summary>
    public required IReadOnlyList<string> WhatIf { get; init; }

    /// <summary>Questions that were asked, whatever the answer.</summary>
    public required IReadOnlyList<string> Questions { get; init; }

    /// <summary>The error that ended the pipeline, or null.</summary>
    public ErrorRecord? Terminating { get; init; }

    /// <summary>True when somebody stopped it from outside; Select-Object -First is an ordinary end.</summary>
    public bool Stopped { get; init; }

    public IReadOnlyList<T> OutputOf<T>() => [.. Output.Cast<T>()];

    public override string ToString()
    {
        IEnumerable<string> lines =
        [
            $"{Objects.Count} objects{(Stopped ? ", stopped" : string.Empty)}",
            .. Errors.Select(error => $"error {error.FullyQualifiedErrorId}: {error}"),
            .. Warnings.Select(warning => $"warning: {warning}"),
            .. Terminating is null ? [] : (string[])[$"terminating {Terminating.FullyQualifiedErrorId}: {Terminating}"],
        ];
        return string.Join(Environment.NewLine, lines);
    }
}
