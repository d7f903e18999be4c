using System.Globalization;

namespace LogStats.Follow;

/// <summary>
/// Which file it is, by what the file system says: device, number and time of birth. The number alone is given away again
/// at once when a file is deleted. Never enough by itself: content is compared before anything is read on.
/// </summary>
public readonly record struct FileIdentity(long Device, long Number, long Birth)
{
    public override string ToString()
        => string.Create(CultureInfo.InvariantCulture, $"{Device:x}-{Number:x}-{Birth:x}");
}
