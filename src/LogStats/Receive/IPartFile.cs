namespace LogStats.Receive;

/// <summary>A file of received lines, open to be added to.</summary>
internal interface IPartFile : IDisposable
{
    /// <exception cref="IOException">Nobody knows.</exception>
    long Length { get; }

    /// <exception cref="IOException">Not all of it was written; the file may have grown all the same.</exception>
    void Write(ReadOnlySpan<byte> lines, long at);

    /// <exception cref="IOException">It is as it was.</exception>
    void Cut(long length);

    /// <summary>Returns once the disk has it.</summary>
    /// <exception cref="IOException">It has not.</exception>
    void Sync();
}
