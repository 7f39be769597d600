using System.Collections.Immutable;
using ActiveSeg.Architecture.Tests.Repository;
using ActiveSeg.Architecture.Tests.Shapes;

namespace ActiveSeg.Architecture.Tests.References;

public sealed class ReferenceRulesTests
{
    [Fact]
    public void Upward_Table_PointsDownOnly() =>
        Breaches.AssertNone(ReferenceRules.Upward(ReferenceTable.Projects, ReferenceTable.Sideways));

    [Fact]
    public void Upward_DomainToStorage_IsNamed()
    {
        var table = Change("Domain", r => r with { Projects = ["Storage"] });

        Breaches.AssertOnly("Domain (Pure) must not point to Storage (Edge)", ReferenceRules.Upward(table, ReferenceTable.Sideways));
    }

    [Fact]
    public void Upward_EdgeToEdge_IsNamed()
    {
        var table = Change("Web", r => r with { Projects = ["Storage"] });

        Breaches.AssertOnly("Web (Edge) must not point to Storage (Edge)", ReferenceRules.Upward(table, ReferenceTable.Sideways));
    }

    [Fact]
    public void OfSource_EveryProject_KeepsToTheTable() =>
        Breaches.AssertNone(Checkout.Projects()
            .Where(p => p.Folder.StartsWith("src/", StringComparison.Ordinal))
            .SelectMany(p => ReferenceRules.OfSource(p, ReferenceTable.Projects)));

    [Fact]
    public void OfSource_TableAndFolders_HoldTheSameProjects()
    {
        var built = Checkout.Projects().Where(p => p.Folder.StartsWith("src/", StringComparison.Ordinal)).Select(p => p.Name);

        Assert.Equal(ReferenceTable.Projects.Select(r => r.Project).Order(), built.Order());
    }

    [Theory]
    [InlineData("ProjectReference", "../Storage/ActiveSeg.Storage.csproj", "Domain must not reference Storage")]
    [InlineData("PackageReference", "Npgsql", "Domain must not use the package Npgsql")]
    [InlineData("FrameworkReference", "Microsoft.AspNetCore.App", "Domain must not use the framework Microsoft.AspNetCore.App")]
    public void OfSource_ForbiddenReference_IsNamed(string element, string include, string expected)
    {
        var project = Project("src/Domain/ActiveSeg.Domain.csproj", element, include);

        Breaches.AssertOnly(expected, ReferenceRules.OfSource(project, ReferenceTable.Projects));
    }

    [Fact]
    public void OfSource_UnknownProject_IsNamed()
    {
        var project = Project("src/Mediator/ActiveSeg.Mediator.csproj", "ProjectReference", "../Domain/ActiveSeg.Domain.csproj");

        Breaches.AssertOnly("Mediator has no row in the table of references", ReferenceRules.OfSource(project, ReferenceTable.Projects));
    }

    [Fact]
    public void OutsideSolution_EveryProject_IsInIt() =>
        Breaches.AssertNone(ReferenceRules.OutsideSolution(Checkout.Read("ActiveSeg.sln"), Checkout.Projects()));

    [Fact]
    public void OutsideSolution_ForgottenProject_IsNamed()
    {
        var project = ProjectFile.Parse("tests/Web.Tests/ActiveSeg.Web.Tests.csproj", "<Project />");

        Breaches.AssertOnly(
            "ActiveSeg.sln lacks tests/Web.Tests",
            ReferenceRules.OutsideSolution("\"ActiveSeg.Web\", \"src\\Web\\ActiveSeg.Web.csproj\"", [project]));
    }

    [Fact]
    public void OfTest_EveryProject_KeepsToTheTable() =>
        Breaches.AssertNone(Checkout.Projects()
            .Where(p => p.Folder.StartsWith("tests/", StringComparison.Ordinal))
            .SelectMany(p => ReferenceRules.OfTest(p, ReferenceTable.Projects, ReferenceTable.TestExtras)));

    [Fact]
    public void OfTest_PolicyTestsOnStorage_IsNamed()
    {
        var project = Project("tests/Policies.Tests/ActiveSeg.Policies.Tests.csproj", "ProjectReference", "../../src/Storage/ActiveSeg.Storage.csproj");

        Breaches.AssertOnly(
            "Policies.Tests must not reference Storage",
            ReferenceRules.OfTest(project, ReferenceTable.Projects, ReferenceTable.TestExtras));
    }

    [Fact]
    public void Parse_ProjectThatMustOnlyBeBuiltFirst_IsNoReference()
    {
        const string xml = """
            <Project>
              <ItemGroup>
                <ProjectReference Include="../../src/Cli/ActiveSeg.Cli.csproj" ReferenceOutputAssembly="false" />
                <ProjectReference Include="../TestKit/ActiveSeg.TestKit.csproj" />
              </ItemGroup>
            </Project>
            """;

        Assert.Equal(["TestKit"], ProjectFile.Parse("tests/EndToEnd.Tests/ActiveSeg.EndToEnd.Tests.csproj", xml).Projects);
    }

    [Fact]
    public void RootProps_Packages_AreTheAnalyzerAndTheTestFrameworkOnly()
    {
        var props = ProjectFile.Parse("Directory.Build.props", Checkout.Read("Directory.Build.props"));

        Assert.Equal(["Microsoft.CodeAnalysis.BannedApiAnalyzers", "xunit.v3"], props.Packages);
    }

    [Fact]
    public void OfAssembly_EveryProject_KeepsToTheTable() =>
        Breaches.AssertNone(BuiltAssembly.Source.SelectMany(a =>
            ReferenceRules.OfAssembly(a.Project, a.References, ReferenceTable.Projects, ReferenceTable.Walls)));

    [Theory]
    [InlineData("Cli", "ActiveSeg.Domain", "Cli must not use Domain")]
    [InlineData("Trainer", "TorchSharp", "Trainer must not use the assembly TorchSharp")]
    [InlineData("Grpc", "Npgsql", "Grpc must not use the assembly Npgsql")]
    [InlineData("Silo", "Microsoft.Data.Sqlite", "Silo must not use the assembly Microsoft.Data.Sqlite")]
    [InlineData("Trainer", "Grpc.AspNetCore.Server", "Trainer must not use the assembly Grpc.AspNetCore.Server")]
    [InlineData("Grains", "Grpc.Core.Api", "Grains must not use the assembly Grpc.Core.Api")]
    public void OfAssembly_ForbiddenUse_IsNamed(string project, string reference, string expected) =>
        Breaches.AssertOnly(
            expected,
            ReferenceRules.OfAssembly(project, ["System.Runtime", reference], ReferenceTable.Projects, ReferenceTable.Walls));

    private static ProjectFile Project(string path, string element, string include) =>
        ProjectFile.Parse(path, $"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><{element} Include="{include}" /></ItemGroup></Project>""");

    private static ImmutableArray<AllowedReferences> Change(
        string project, Func<AllowedReferences, AllowedReferences> change) =>
        [.. ReferenceTable.Projects.Select(r => r.Project == project ? change(r) : r)];
}
