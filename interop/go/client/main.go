// Calls CodeArts Pipeline with Huawei Cloud's Go SDK, as its documentation shows, and prints one line of JSON
// for each call: what the SDK has read, or the error that it reports.
//
//	client story    every operation that the action uses, with the smallest and the fullest body
//	client knock    four calls that only read: for credentials and projects that are refused
package main

import (
	"encoding/json"
	"errors"
	"os"
	"time"

	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/auth/basic"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/config"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/core/sdkerr"
	pipeline "github.com/huaweicloud/huaweicloud-sdk-go-v3/services/codeartspipeline/v2"
	"github.com/huaweicloud/huaweicloud-sdk-go-v3/services/codeartspipeline/v2/model"
)

var (
	project = os.Getenv("PROJECT_ID")
	build   = os.Getenv("BUILD_ID")
	tests   = os.Getenv("TESTS_ID")
	release = os.Getenv("RELEASE_ID")
	deploy  = os.Getenv("DEPLOY_ID")
	crowded = os.Getenv("CROWDED_ID")
)

func main() {
	credential, err := basic.NewCredentialsBuilder().
		WithAk(os.Getenv("HUAWEICLOUD_SDK_AK")).
		WithSk(os.Getenv("HUAWEICLOUD_SDK_SK")).
		WithProjectId(project).
		SafeBuild()
	must(err)
	http, err := pipeline.CodeArtsPipelineClientBuilder().
		WithEndpoints([]string{os.Getenv("ENDPOINT")}).
		WithCredential(credential).
		WithHttpConfig(config.DefaultHttpConfig().WithTimeout(10 * time.Second)).
		SafeBuild()
	must(err)
	client := pipeline.NewCodeArtsPipelineClient(http)
	if os.Args[1] == "knock" {
		knock(client)
		return
	}
	read(client)
	start(client)
	wait(client)
	decide(client)
}

func knock(client *pipeline.CodeArtsPipelineClient) {
	call("batch status")(client.BatchShowPipelinesLatestStatus(&model.BatchShowPipelinesLatestStatusRequest{ProjectId: project, Body: &[]string{build}}))
	call("list pipelines, smallest")(client.ListPipelines(&model.ListPipelinesRequest{ProjectId: project, Body: &model.ListPipelineQuery{}}))
	call("latest run")(client.ShowPipelineRunDetail(&model.ShowPipelineRunDetailRequest{ProjectId: project, PipelineId: build}))
	call("pipeline detail")(client.ShowPipelineDetail(&model.ShowPipelineDetailRequest{ProjectId: project, PipelineId: build}))
}

func read(client *pipeline.CodeArtsPipelineClient) {
	call("v3 status")(client.BatchShowPipelinesStatus(&model.BatchShowPipelinesStatusRequest{PipelineIds: build + "," + tests}))
	knock(client)
	call("list pipelines, fullest")(client.ListPipelines(&model.ListPipelinesRequest{ProjectId: project, Body: &model.ListPipelineQuery{
		ProjectId: &project, ProjectIds: &[]string{project}, ComponentId: to(""), Name: to("build"), Status: &[]string{"COMPLETED"},
		IsPublish: to(false), CreatorId: to(""), CreatorIds: &[]string{}, ExecutorIds: &[]string{},
		StartTime: to("2026-01-01 00:00:00"), EndTime: to("2036-01-01 00:00:00"), Offset: to(int64(0)), Limit: to(int64(10)),
		SortKey: to("name"), SortDir: to("asc"), GroupPathId: to(""), ByGroup: to(false), IsBanned: to(false),
		QueryNew: to(true), SecurityLevelList: &[]int32{},
	}}))
	call("list runs, smallest")(client.ListPipelineRuns(&model.ListPipelineRunsRequest{ProjectId: project, PipelineId: tests, Body: &model.ListPipelineRunsQuery{}}))
	call("list runs, fullest")(client.ListPipelineRuns(&model.ListPipelineRunsRequest{ProjectId: project, PipelineId: tests, Body: &model.ListPipelineRunsQuery{
		Status: &[]string{"FAILED"}, StartTime: to("2026-01-01 00:00:00"), EndTime: to("2036-01-01 00:00:00"), UpdateTime: to("2026-01-01 00:00:00"),
		Offset: to(int64(0)), Limit: to(int64(10)), SortKey: to("start_time"), SortDir: to("desc"),
	}}))

	run, job, step := lastStep(client, tests)
	call("run detail")(client.ShowPipelineRunDetail(&model.ShowPipelineRunDetailRequest{ProjectId: project, PipelineId: tests, PipelineRunId: &run}))
	call("log, smallest")(client.ShowPipelineLog(&model.ShowPipelineLogRequest{ProjectId: project, PipelineId: tests, PipelineRunId: run,
		JobRunId: job, StepRunId: step, Body: &model.LogQuery{Limit: 2, Sort: "desc"}}))
	call("log, fullest")(client.ShowPipelineLog(&model.ShowPipelineLogRequest{ProjectId: project, PipelineId: tests, PipelineRunId: run,
		JobRunId: job, StepRunId: step, Body: &model.LogQuery{StartOffset: to(int64(0)), EndOffset: to(int64(0)), Limit: 100, Sort: "asc"}}))
	call("step outputs")(client.ShowStepOutputs(&model.ShowStepOutputsRequest{ProjectId: project, PipelineId: tests, PipelineRunId: run, StepRunIds: &step}))
	call("artifacts")(client.ShowPipelineArtifacts(&model.ShowPipelineArtifactsRequest{ProjectId: project, PipelineId: tests, PipelineRunId: run}))
}

func start(client *pipeline.CodeArtsPipelineClient) {
	call("start, smallest")(client.RunPipeline(&model.RunPipelineRequest{ProjectId: project, PipelineId: build, Body: &model.RunPipelineDto{}}))
	source := model.RunPipelineDtoSources{Type: "code", Params: &model.RunPipelineDtoParams{
		GitType: "codehub", GitUrl: "https://git.example/code.git", Alias: to("code"), CodehubId: to("1000"), DefaultBranch: to("main"), EndpointId: to(""),
		BuildParams:      &model.RunPipelineDtoParamsBuildParams{BuildType: "branch", EventType: to("Manual"), TargetBranch: to("release"), Tag: to("")},
		ChangeRequestIds: &[]string{},
	}}
	started, err := client.RunPipeline(&model.RunPipelineRequest{ProjectId: project, PipelineId: build, Body: &model.RunPipelineDto{
		Sources: &[]model.RunPipelineDtoSources{source}, Description: to("interop"),
		Variables: &[]model.RunPipelineDtoVariables{{Name: "TARGET", Value: "staging"}}, ChooseJobs: &[]string{}, ChooseStages: &[]string{},
	}})
	call("start, fullest")(started, err)
	if err == nil && started.PipelineRunId != nil {
		call("stop")(client.StopPipelineRun(&model.StopPipelineRunRequest{ProjectId: project, PipelineId: build, PipelineRunId: *started.PipelineRunId}))
	}
	run, _, _ := lastStep(client, tests)
	call("retry")(client.RetryPipelineRun(&model.RetryPipelineRunRequest{ProjectId: project, PipelineId: tests, PipelineRunId: run}))
}

// wait starts and retries where there is no room: both are queued, which the SDK takes for an answer without data.
func wait(client *pipeline.CodeArtsPipelineClient) {
	call("start, queued")(client.RunPipeline(&model.RunPipelineRequest{ProjectId: project, PipelineId: crowded, Body: &model.RunPipelineDto{}}))
	call("batch status, queued")(client.BatchShowPipelinesLatestStatus(&model.BatchShowPipelinesLatestStatusRequest{ProjectId: project, Body: &[]string{crowded}}))
	call("run detail, queued")(client.ShowPipelineRunDetail(&model.ShowPipelineRunDetailRequest{ProjectId: project, PipelineId: crowded}))
	runs, err := client.ListPipelineRuns(&model.ListPipelineRunsRequest{ProjectId: project, PipelineId: crowded, Body: &model.ListPipelineRunsQuery{}})
	call("list runs, queued")(runs, err)
	if err != nil || runs.PipelineRuns == nil || len(*runs.PipelineRuns) != 3 {
		return
	}
	queued, failed := *(*runs.PipelineRuns)[0].PipelineRunId, *(*runs.PipelineRuns)[2].PipelineRunId
	call("stop, queued")(client.StopPipelineRun(&model.StopPipelineRunRequest{ProjectId: project, PipelineId: crowded, PipelineRunId: queued}))
	call("retry, queued")(client.RetryPipelineRun(&model.RetryPipelineRunRequest{ProjectId: project, PipelineId: crowded, PipelineRunId: failed}))
}

func decide(client *pipeline.CodeArtsPipelineClient) {
	run, job, step := lastStep(client, release)
	call("review, pass")(client.AcceptManualReview(&model.AcceptManualReviewRequest{ProjectId: project, PipelineId: release, PipelineRunId: run, JobRunId: job, StepRunId: step}))
	run, job, step = lastStep(client, deploy)
	call("review, refuse")(client.RejectManualReview(&model.RejectManualReviewRequest{ProjectId: project, PipelineId: deploy, PipelineRunId: run, JobRunId: job, StepRunId: step}))
}

// lastStep gives the IDs of a pipeline's latest run and of the last step in its first stage; empty where they are not told.
func lastStep(client *pipeline.CodeArtsPipelineClient, id string) (run, job, step string) {
	detail, err := client.ShowPipelineRunDetail(&model.ShowPipelineRunDetailRequest{ProjectId: project, PipelineId: id})
	if err != nil || detail.Stages == nil || len(*detail.Stages) == 0 || (*detail.Stages)[0].Jobs == nil {
		return "unknown", "unknown", "unknown"
	}
	for _, found := range *(*detail.Stages)[0].Jobs {
		for _, one := range *found.Steps {
			run, job, step = *detail.Id, *found.Id, *one.Id
		}
	}
	return run, job, step
}

// call prints what a call of this name has returned.
func call(name string) func(any, error) {
	return func(answer any, err error) {
		line := map[string]any{"call": name, "answer": answer}
		var refused *sdkerr.ServiceResponseError
		if errors.As(err, &refused) {
			line["refused"] = map[string]any{"status": refused.StatusCode, "code": refused.ErrorCode, "message": refused.ErrorMessage}
		} else if err != nil {
			line["unreadable"] = err.Error()
		}
		must(json.NewEncoder(os.Stdout).Encode(line))
	}
}

func to[T any](value T) *T { return &value }

func must(err error) {
	if err != nil {
		panic(err)
	}
}
