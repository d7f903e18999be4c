using LogStats.Faults;
using LogStats.Lines;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests.Lines;

/// <summary>What a person typed, as inputs.</summary>
public sealed class InputPathsTests
{
    [Fact]
    public void A_wildcard_gives_its_files_in_ordinal_order_and_no_folders()
    {
        using TempFolder folder = new();
        folder.Write("b.log", "");
        folder.Write("a.log", "");
        folder.Write("B.log", "");
        folder.Write("c.txt", "");
        Directory.CreateDirectory(folder.File("d.log"));
        Assert.Equal(["B.log", "a.log", "b.log"], Names(folder.File("*.log")));
        Assert.Equal(["B.log", "a.log", "b.log"], Names(folder.File("?.log")));
    }

    [Fact]
    public void A_file_that_is_named_like_a_wildcard_is_that_file()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using TempFolder folder = new();
        folder.Write("a*.log", "");
        folder.Write("ab.log", "");
        Assert.Equal(["a*.log"], Names(folder.File("a*.log")));
        Assert.Equal(["[1].log"], Names(folder.Write("[1].log", "")));
    }

    [Fact]
    public void A_wildcard_without_files_is_a_fault()
    {
        using TempFolder folder = new();
        Assert.Equal(FaultId.PathNotFound, Assert.Throws<LogStatsException>(() => Names(folder.File("*.log"))).Id);
        Assert.Equal(FaultId.PathNotFound, Assert.Throws<LogStatsException>(() => Names("/does/not/exist/*.log")).Id);
    }

    [Fact]
    public void Of_a_rotated_log_the_oldest_comes_first_and_standard_input_last()
    {
        using TempFolder folder = new();
        string[] names = ["a.log", "a.log.1", "a.log.2"];
        for (int age = 0; age < names.Length; age++)
        {
            File.SetLastWriteTimeUtc(folder.Write(names[age], ""), new DateTime(2024, 5, 10 - age, 0, 0, 0, DateTimeKind.Utc));
        }

        LineInput[] inputs = [LineInput.FromStream(Stream.Null), .. names.Select(name => LineInput.File(folder.File(name)))];
        Assert.Equal(
            ["a.log.2", "a.log.1", "a.log", "-"],
            InputPaths.OldestFirst(inputs).Select(input => Path.GetFileName(input.Path)));
    }

    [Fact]
    public void A_dash_is_standard_input()
    {
        LineInput input = Assert.Single(InputPaths.Expand(["-"], () => new MemoryStream("a\n"u8.ToArray())));
        Assert.False(input.IsFile);
        Assert.Equal(("-", null, null), (input.Path, input.LastWrite(), input.PlainLength()));
        Assert.Equal(["a"], GzipBytesTests.Lines(input));
    }

    [Fact]
    public void A_name_without_a_wildcard_is_itself_there_or_not()
        => Assert.Equal(["nothing.log"], Names("nothing.log"));

    private static IEnumerable<string> Names(string path)
        => [.. InputPaths.Expand([path], () => throw new InvalidOperationException("nobody asked for standard input"))
            .Select(input => Path.GetFileName(input.Path))];
}
