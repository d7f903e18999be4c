using FsCheck;
using FsCheck.Fluent;
using LogStats.Tests.Infrastructure;
using LogStats.Tstat.Directories;

namespace LogStats.Tests.Tstat.Directories;

/// <summary>
/// Random trees of directories that are processed, too young, unmarked, linked, nested or somebody else's: what is gone
/// afterwards is what a plain rule says, and nothing else.
/// </summary>
public sealed class TstatRemovalModelTests
{
    private enum Inside
    {
        Nothing,
        Folder,
        LinkToFile,
        LinkToFolder,
        LinkToRoot,
        Nested,
    }

    private sealed record Entry(string Name, int? MarkedHoursAgo, bool IsLink, Inside Inside);

    private static readonly Gen<Entry[]> s_trees = Gen.ArrayOf(
        from folder in Gen.Elements("", "a/", "a/b/", "x.d/")
        from name in Gen.Elements("2020_06_11_09_00.out", "2020_06_11_10_00.out", "kept.out", "2020_06_11_09_00", ".out", "log.out.d", "é [*].out")
        from marked in Gen.Elements<int?>(null, 1, 47, 48, 49, 500, -3)
        from isLink in Gen.Elements(false, false, false, true)
        from inside in Gen.Elements(Enum.GetValues<Inside>())
        select new Entry(folder + name, marked, isLink, inside));

    [Fact]
    public void Only_what_is_processed_long_enough_ago_is_removed()
        => Always.Holds(s_trees, Check, Always.Shorter, 150);

    private static void Check(Entry[] entries)
    {
        using TstatTree tree = new();
        using TempFolder foreign = new();
        foreign.Write("file", "foreign");
        Directory.CreateDirectory(foreign.File("folder"));
        File.WriteAllText(foreign.File("folder/log_tcp_complete"), "foreign");
        Entry[] made = [.. entries.DistinctBy(entry => entry.Name)];
        foreach (Entry entry in made)
        {
            Make(tree, foreign, entry);
        }

        string[] before = All(tree.Root);
        string[] expected = [.. before.Where(path => !made.Any(entry => Goes(entry) && IsIn(path, entry.Name)))];

        TstatRemoval.RemoveBelow(tree.Root, TstatRemoval.UsualAge, tree.Clock, _ => true, tree.Faults.Add, CancellationToken.None);

        Assert.Equal(expected, All(tree.Root));
        Assert.Equal("foreign", File.ReadAllText(foreign.File("file")));
        Assert.Equal("foreign", File.ReadAllText(foreign.File("folder/log_tcp_complete")));
        Assert.True(File.Exists(foreign.File("folder/.processed")) || !made.Any(entry => entry.IsLink));
        Assert.Empty(tree.Faults);
    }

    private static bool Goes(Entry entry) => !entry.IsLink && entry.Inside != Inside.Nested && entry.MarkedHoursAgo >= 48
        && Path.GetFileName(entry.Name) is { Length: > 4 } name && name.EndsWith(".out", StringComparison.Ordinal);

    private static bool IsIn(string path, string name) => path == name || path.StartsWith(name + "/", StringComparison.Ordinal);

    private static void Make(TstatTree tree, TempFolder foreign, Entry entry)
    {
        if (entry.IsLink)
        {
            // What it leads to looks like one that may go.
            string folder = foreign.File("folder");
            File.WriteAllText(Path.Join(folder, ".processed"), "processed");
            File.SetLastWriteTimeUtc(Path.Join(folder, ".processed"), TstatTree.Now.AddDays(-30).UtcDateTime);
            Directory.CreateDirectory(Path.GetDirectoryName(tree.Path(entry.Name))!);
            Directory.CreateSymbolicLink(tree.Path(entry.Name), folder);
            return;
        }

        string path = tree.Hour(entry.Name);
        switch (entry.Inside)
        {
            case Inside.Folder:
                Directory.CreateDirectory(Path.Join(path, "in/deep"));
                File.WriteAllText(Path.Join(path, "in/deep/file"), "");
                break;
            case Inside.LinkToFile:
                File.CreateSymbolicLink(Path.Join(path, "link"), foreign.File("file"));
                break;
            case Inside.LinkToFolder:
                Directory.CreateSymbolicLink(Path.Join(path, "link"), foreign.Path);
                break;
            case Inside.LinkToRoot:
                Directory.CreateSymbolicLink(Path.Join(path, "link.out"), tree.Root);
                break;
            case Inside.Nested:
                Directory.CreateDirectory(Path.Join(path, "2020_06_11_11_00.out"));
                break;
        }

        if (entry.MarkedHoursAgo is { } hours)
        {
            tree.Mark(entry.Name, TimeSpan.FromHours(hours));
        }
    }

    /// <summary>All paths, links as they are.</summary>
    private static string[] All(string root)
    {
        List<string> found = [];
        Stack<string> waiting = new([root]);
        while (waiting.TryPop(out string? folder))
        {
            foreach (FileSystemInfo entry in new DirectoryInfo(folder).EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0 }))
            {
                found.Add(Path.GetRelativePath(root, entry.FullName));
                if (entry is DirectoryInfo && entry.LinkTarget is null)
                {
                    waiting.Push(entry.FullName);
                }
            }
        }

        return [.. found.Order(StringComparer.Ordinal)];
    }
}
