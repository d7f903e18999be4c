using System.Reflection;
using System.Xml.Linq;
using LogStats.Tests.Infrastructure;

namespace LogStats.Tests;

/// <summary>Who may know whom: an arrow that points the other way fails here.</summary>
public sealed class ArrowsTests
{
    /// <summary>Packages that only the compiler sees.</summary>
    private static readonly string[] s_analyzers = ["Microsoft.CodeAnalysis.BannedApiAnalyzers"];

    /// <summary>The only ones a project may refer to, by architecture.</summary>
    public static TheoryData<string, string[]> Arrows => new()
    {
        { "LogStats", [] },
        { "LogStats.Sinks", ["LogStats"] },
        { "LogStats.PowerShell", ["LogStats", "LogStats.Sinks"] },
        { "LogStats.Agent", ["LogStats", "LogStats.Sinks"] },
    };

    [Theory]
    [MemberData(nameof(Arrows))]
    public void Projects_refer_only_downstairs(string project, string[] allowed)
        => Assert.Empty(ProjectReferences(project).Except(allowed));

    [Fact]
    public void Every_project_of_src_has_its_arrows_stated()
        => Assert.Equal(
            Arrows.Select(row => (string)row[0]).Order(StringComparer.Ordinal),
            Directory.EnumerateDirectories(Repository.File("src")).Select(path => Path.GetFileName(path)!)
                .Order(StringComparer.Ordinal));

    [Fact]
    public void The_engine_has_no_packages()
        => Assert.Empty(Items(Project("LogStats"), "PackageReference").Except(s_analyzers));

    [Fact]
    public void The_engine_refers_to_the_base_class_library_alone()
        => Assert.All(
            typeof(RsyncEvent).Assembly.GetReferencedAssemblies(),
            name => Assert.True(
                name.Name!.StartsWith("System.", StringComparison.Ordinal) || name.Name is "Microsoft.Win32.Primitives",
                $"the engine refers to {name.Name}"));

    [Fact]
    public void The_engine_uses_no_ASP_NET()
        => Assert.Empty(Items(Project("LogStats"), "FrameworkReference"));

    [Fact]
    public void The_cmdlets_take_PowerShell_from_the_host_and_no_package_from_Sinks()
    {
        XDocument project = Project("LogStats.PowerShell");
        Assert.Equal(["PowerShellStandard.Library"], Items(project, "PackageReference").Except(s_analyzers));
        Assert.Equal("all", Attribute(project, "PackageReference", "PowerShellStandard.Library", "PrivateAssets"));
        foreach (XElement reference in References(project).Where(item => NameOf(item) == "LogStats.Sinks"))
        {
            // Compiled against at most, never beside: its packages come in through a load context of their own.
            Assert.True((string?)reference.Attribute("ReferenceOutputAssembly") == "false"
                || ((string?)reference.Attribute("Private") == "false" && (string?)reference.Attribute("ExcludeAssets") == "runtime"));
        }
    }

    [Fact]
    public void No_public_member_of_the_engine_names_a_type_from_outside()
    {
        Assembly engine = typeof(RsyncEvent).Assembly;
        IEnumerable<Type> named = engine.GetExportedTypes().SelectMany(type => type
            .GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .SelectMany(Types));
        Assert.All(named, type => Assert.True(
            type.Assembly == engine || type.Namespace!.StartsWith("System", StringComparison.Ordinal), type.FullName));
    }

    private static IEnumerable<Type> Types(MemberInfo member) => member switch
    {
        MethodInfo method => [method.ReturnType, .. method.GetParameters().Select(parameter => parameter.ParameterType)],
        ConstructorInfo maker => maker.GetParameters().Select(parameter => parameter.ParameterType),
        PropertyInfo property => [property.PropertyType],
        FieldInfo field => [field.FieldType],
        _ => [],
    };

    private static XDocument Project(string name) => XDocument.Load(Repository.File("src", name, $"{name}.csproj"));

    private static IEnumerable<string> ProjectReferences(string name) => References(Project(name)).Select(NameOf);

    private static IEnumerable<XElement> References(XDocument project) => project.Descendants("ProjectReference");

    private static string NameOf(XElement reference)
        => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/'));

    private static IEnumerable<string> Items(XDocument project, string kind)
        => project.Descendants(kind).Select(item => (string)item.Attribute("Include")!);

    private static string? Attribute(XDocument project, string kind, string name, string attribute)
        => (string?)project.Descendants(kind).Single(item => (string?)item.Attribute("Include") == name).Attribute(attribute);
}
