using System.Management.Automation;
using LogStats.Scan;

namespace LogStats.PowerShell.Bases;

/// <summary>
/// The account of lines over all inputs of a command: a verbose line for each input, and at the end one warning where
/// lines were refused or where nothing of an input was taken.
/// </summary>
internal sealed class LineAccount(Cmdlet command)
{
    private long _read;
    private long _rejected;
    private int _inputs;
    private string? _first;
    private string? _untouched;

    public void Add(string input, ScanCounts counts)
    {
        command.WriteVerbose($"'{input}': {counts.Read:N0} lines in {counts.Bytes:N0} bytes; {counts.Records:N0} records, "
            + $"{counts.Skipped:N0} skipped, {counts.Rejected:N0} rejected{Reasons(counts)}.");
        if (counts.Rejected > 0)
        {
            _read += counts.Read;
            _rejected += counts.Rejected;
            _inputs++;
            ReasonCount reason = counts.Reasons.Where(left => !left.Reason.IsSkip).MinBy(left => left.FirstOffset)!;
            _first ??= $"in '{input}' at byte {reason.FirstOffset:N0}: {reason.Reason.Text}. It was: '{reason.FirstText}'.";
        }
        else if (counts is { Records: 0, Read: > 0 }
            && counts.Reasons.FirstOrDefault(left => !ReferenceEquals(left.Reason, LineReason.Blank)) is ReasonCount left)
        {
            _untouched ??= $"Nothing of '{input}' was taken: {left.Reason.Text}. Its first line: '{left.FirstText}'.";
        }
    }

    /// <summary>Says at the end what the user should know.</summary>
    /// <param name="silent">Refused lines were asked to be passed over.</param>
    /// <param name="advice">What can be done about refused lines.</param>
    public void Warn(bool silent, string advice)
    {
        if (_rejected > 0 && !silent)
        {
            string where = _inputs == 1 ? "" : $" of {_inputs:N0} inputs";
            command.WriteWarning($"{_rejected:N0} of {_read:N0} lines{where} could not be read; the first {_first} {advice}");
        }

        if (_untouched is not null)
        {
            command.WriteWarning(_untouched);
        }
    }

    private static string Reasons(ScanCounts counts)
        => counts.Reasons.Count == 0
            ? ""
            : $" ({string.Join(", ", counts.Reasons.Select(reason => $"{reason.Reason.Id} {reason.Count:N0}"))})";
}
