using System.Globalization;

namespace LogStats.Batches;

/// <summary>
/// Names a batch of lines of one file of a source, for ever: from where in the file to where, and what was in it. Bytes of the file
/// that are in no line of the batch were passed over by a rule of the sender.
/// </summary>
/// <param name="File">The file's own name among all files of its source, as its follower gives it.</param>
/// <param name="Start">Where the first line begins, in decompressed bytes.</param>
/// <param name="End">Where the next batch begins.</param>
/// <param name="Content">What its lines are, in hexadecimal SHA-256 of all of them.</param>
public readonly record struct BatchKey(string File, long Start, long End, string Content)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File} {Start}-{End}");
}
