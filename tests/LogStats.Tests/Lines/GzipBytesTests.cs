using System.Text;
using LogStats.Faults;
using LogStats.Lines;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Lines;

/// <summary>A compressed log is read to its true end or the reader says that it was not; no byte is ever made up.</summary>
public sealed class GzipBytesTests
{
    private static readonly byte[] s_text = Encoding.ASCII.GetBytes(
        string.Join('\n', Enumerable.Range(0, 40).Select(n => $"2024/05/01 03:28:{n:00} [2761{n % 10}] line {n}")) + "\n");

    /// <summary>Does not compress, so that deflate stores it: what follows a cut would be taken for its content.</summary>
    private static readonly byte[] s_noise = Noise(300);

    public static TheoryData<int, int> Sizes => new() { { 1, 1 }, { 1, 4096 }, { 7, 3 }, { 4096, 1 }, { 1 << 20, 1 << 16 } };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_cut_at_any_byte_is_an_error_or_falls_between_members(int sourceSize, int bufferSize)
    {
        byte[][] members = [s_text, s_noise, [], "last\n"u8.ToArray()];
        byte[] whole = TempFolder.Gzip(members);
        byte[] truth = [.. members.SelectMany(part => part)];
        HashSet<int> borders = [0];
        for (int count = 1; count <= members.Length; count++)
        {
            borders.Add(TempFolder.Gzip(members[..count]).Length);
        }

        for (int cut = 0; cut <= whole.Length; cut++)
        {
            (byte[] output, LogStatsException? error) = Read(whole[..cut], sourceSize, bufferSize);
            Assert.True(truth.AsSpan().StartsWith(output), $"cut at {cut}: a byte that was never written");
            Assert.True(borders.Contains(cut) == error is null, $"cut at {cut} of {whole.Length}: {error?.Message ?? "no error"}");
            Assert.True(error is null or { Id: FaultId.FileRead }, $"cut at {cut}: {error?.Id}");
            if (cut == whole.Length)
            {
                Assert.Equal(truth, output);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_cut_in_a_header_with_name_comment_and_extra_field_is_an_error(int sourceSize, int bufferSize)
    {
        byte[] plain = TempFolder.Gzip("x\n"u8.ToArray());
        byte[] extra = [.. BitConverter.GetBytes((ushort)40), .. new byte[40]];
        byte[] whole = [.. plain[..3], 4 | 8 | 16, .. plain[4..10], .. extra, .. "access.log\0comment\0"u8, .. plain[10..]];
        Assert.Equal("x\n"u8.ToArray(), Read(whole, sourceSize, bufferSize).Output);
        for (int cut = 1; cut < whole.Length; cut++)
        {
            (byte[] output, LogStatsException? error) = Read(whole[..cut], sourceSize, bufferSize);
            Assert.True("x\n"u8.StartsWith(output) && error?.Id == FaultId.FileRead, $"cut at {cut}");
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void One_damaged_bit_is_found_before_the_end(int sourceSize, int bufferSize)
    {
        byte[] whole = TempFolder.Gzip(s_text);
        for (int at = whole.Length - 8; at < whole.Length; at++)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 0x10;
            Assert.Equal(FaultId.FileRead, Read(damaged, sourceSize, bufferSize).Error?.Id);
        }

        for (int at = 10; at < whole.Length - 8; at++)
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 0x10;
            Assert.Equal(FaultId.FileRead, Read(damaged, sourceSize, bufferSize).Error?.Id);
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void What_stands_behind_the_last_member_is_told(int sourceSize, int bufferSize)
    {
        byte[] whole = TempFolder.Gzip(s_text);
        byte[][] tails = [[0], [0x1f], [0x1f, 0x8b], [0x1f, 0x8b, 8], new byte[512], "text\n"u8.ToArray(), s_noise];
        foreach (byte[] tail in tails)
        {
            (byte[] output, LogStatsException? error) = Read([.. whole, .. tail], sourceSize, bufferSize);
            Assert.Equal(FaultId.FileRead, error?.Id);
            Assert.Equal(s_text, output);
        }
    }

    [Fact]
    public void A_large_log_in_many_members_comes_out_whole()
    {
        byte[][] members = [.. Enumerable.Range(0, 50).Select(n => n % 7 == 0 ? [] : Noise(n * 997))];
        (byte[] output, LogStatsException? error) = Read(TempFolder.Gzip(members), 8191, 1 << 18);
        Assert.Null(error);
        Assert.Equal(members.SelectMany(part => part), output);
    }

    [Fact]
    public void A_file_is_gzip_by_its_first_bytes_and_not_by_its_name()
    {
        using TempFolder folder = new();
        string plain = folder.Write("plain.gz", "a\nb\n");
        string packed = folder.WriteGzip("packed.log", "a\nb"u8.ToArray(), "c\nd\n"u8.ToArray());
        string empty = folder.Write("empty.gz", "");
        Assert.Equal(["a", "b"], Lines(LineInput.File(plain)));
        Assert.Equal(["a", "bc", "d"], Lines(LineInput.File(packed)));
        Assert.Empty(Lines(LineInput.File(empty)));
        Assert.Empty(Lines(LineInput.File(folder.WriteGzip("nothing.gz", []))));
        Assert.Null(LineInput.File(packed).PlainLength());
        Assert.Equal(4, LineInput.File(plain).PlainLength());
    }

    [Fact]
    public void A_cut_file_gives_its_lines_first_and_names_itself()
    {
        using TempFolder folder = new();
        byte[] whole = TempFolder.Gzip(s_noise, "\nlast\n"u8.ToArray());
        string path = folder.Write("app.log.1.gz", whole[..^4]);
        List<SeenLine> seen = [];
        using ByteSource source = LineInput.File(path).Open();
        LogStatsException error = Assert.Throws<LogStatsException>(
            () => LineRecorder.Scan(seen, 64, 1024).Run(source));
        Assert.Equal((FaultId.FileRead, path), (error.Id, error.Target));
        Assert.Contains(path, error.Message, StringComparison.Ordinal);
        Assert.NotEmpty(seen);
    }

    internal static string[] Lines(LineInput input)
        => [.. LineRecorder.All(input.Open()).Select(line => Encoding.UTF8.GetString(line.Bytes))];

    private static (byte[] Output, LogStatsException? Error) Read(byte[] compressed, int sourceSize, int bufferSize)
    {
        using GzipBytes gzip = new(new ChoppyBytes(compressed, [sourceSize]), "test.gz");
        List<byte> output = [];
        byte[] buffer = new byte[bufferSize];
        try
        {
            int read;
            while ((read = gzip.Read(buffer)) > 0)
            {
                output.AddRange(buffer[..read]);
            }

            Assert.Equal(0, gzip.Read(buffer));
            return ([.. output], null);
        }
        catch (LogStatsException error)
        {
            return ([.. output], error);
        }
    }

    private static byte[] Noise(int length)
    {
        byte[] noise = new byte[length];
        new Random(length).NextBytes(noise);
        return noise;
    }
}
