using System.Globalization;

namespace LogStats.Tests.Follow;

/// <summary>A writer that rotates as fast as it can while it is read: whatever the moment, no line is lost or comes twice.</summary>
public sealed class ConcurrentTests : IDisposable
{
    private const int Lines = 20_000;

    private readonly LogFolder _log = new();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Renaming_and_compressing_while_it_is_read(int seed)
    {
        _log.Drain();
        Task writer = Task.Run(() => Write(new Random(seed)));
        for (int look = 1; !writer.IsCompleted; look++)
        {
            _ = _log.Look();
            if (look % 50 == 0)
            {
                _log.Commit().Stop();
            }
        }

        await writer;
        _log.Drain();
        Assert.Equal(Enumerable.Range(0, Lines).Select(number => number.ToString(CultureInfo.InvariantCulture)), _log.Lines);
        Assert.DoesNotContain("Lost", _log.Told(), StringComparison.Ordinal);
    }

    public void Dispose() => _log.Dispose();

    /// <summary>Writes some lines into the renamed file before it opens the new one, as a daemon does.</summary>
    private void Write(Random random)
    {
        FileStream log = Open();
        for (int line = 0; line < Lines; line++)
        {
            log.Write(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{line}\n")));
            if (random.Next(200) == 0 && _log.Exists())
            {
                _log.Rename();
            }
            else if (!_log.Exists() && random.Next(5) == 0)
            {
                log.Dispose();
                log = Open();
                if (random.Next(3) == 0 && _log.Exists("app.log.2"))
                {
                    _log.Compress("app.log.2");
                }
            }
        }

        log.Dispose();
    }

    private FileStream Open() => new(_log.File(), FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
}
